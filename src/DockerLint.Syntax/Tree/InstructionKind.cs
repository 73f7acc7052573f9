namespace DockerLint.Syntax.Tree;

/// <summary>The instructions of a Dockerfile.</summary>
public enum InstructionKind
{
    /// <summary>A line that starts with none of them.</summary>
    Invalid,
#pragma warning disable CS1591 // each is the keyword of that name
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
#pragma warning restore CS1591
}

/// <summary>The keywords of the instructions.</summary>
public static class InstructionKeywords
{
    private static readonly (string Name, InstructionKind Kind)[] s_all =
    [
        ("ADD", InstructionKind.Add),
        ("ARG", InstructionKind.Arg),
        ("CMD", InstructionKind.Cmd),
        ("COPY", InstructionKind.Copy),
        ("ENTRYPOINT", InstructionKind.Entrypoint),
        ("ENV", InstructionKind.Env),
        ("EXPOSE", InstructionKind.Expose),
        ("FROM", InstructionKind.From),
        ("HEALTHCHECK", InstructionKind.Healthcheck),
        ("LABEL", InstructionKind.Label),
        ("MAINTAINER", InstructionKind.Maintainer),
        ("ONBUILD", InstructionKind.Onbuild),
        ("RUN", InstructionKind.Run),
        ("SHELL", InstructionKind.Shell),
        ("STOPSIGNAL", InstructionKind.Stopsignal),
        ("USER", InstructionKind.User),
        ("VOLUME", InstructionKind.Volume),
        ("WORKDIR", InstructionKind.Workdir),
    ];

    /// <summary>All keywords, in upper case.</summary>
    public static IEnumerable<string> All => s_all.Select(static entry => entry.Name);

    /// <summary>The keyword of a kind, in upper case; empty for <see cref="InstructionKind.Invalid"/>.</summary>
    public static string NameOf(InstructionKind kind) =>
        kind == InstructionKind.Invalid ? "" : s_all[(int)kind - 1].Name;

    /// <summary>The instruction that a word names, in any case.</summary>
    public static InstructionKind Find(ReadOnlySpan<char> word)
    {
        foreach ((string name, InstructionKind kind) in s_all)
        {
            if (word.Length == name.Length && word.Equals(name, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return InstructionKind.Invalid;
    }
}
