using System.Buffers;
using System.Collections.Immutable;
using System.Text;

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
    private const int LongestName = 11;

    private static readonly ImmutableArray<string> s_names =
    [
        .. System.Enum.GetNames<InstructionKind>().Skip(1).Select(static name => name.ToUpperInvariant()),
    ];

    /// <summary>All keywords, in upper case.</summary>
    public static IEnumerable<string> All => s_names;

    /// <summary>The keyword of a kind, in upper case; empty for <see cref="InstructionKind.Invalid"/>.</summary>
    public static string NameOf(InstructionKind kind) =>
        kind == InstructionKind.Invalid ? "" : s_names[(int)kind - 1];

    /// <summary>The instruction that a word names, in any case.</summary>
    public static InstructionKind Find(ReadOnlySpan<char> word)
    {
        Span<char> upper = stackalloc char[LongestName];
        if (word.Length > LongestName || Ascii.ToUpper(word, upper, out int length) != OperationStatus.Done)
            return InstructionKind.Invalid;
        return upper[..length] switch
        {
            "ADD" => InstructionKind.Add,
            "ARG" => InstructionKind.Arg,
            "CMD" => InstructionKind.Cmd,
            "COPY" => InstructionKind.Copy,
            "ENTRYPOINT" => InstructionKind.Entrypoint,
            "ENV" => InstructionKind.Env,
            "EXPOSE" => InstructionKind.Expose,
            "FROM" => InstructionKind.From,
            "HEALTHCHECK" => InstructionKind.Healthcheck,
            "LABEL" => InstructionKind.Label,
            "MAINTAINER" => InstructionKind.Maintainer,
            "ONBUILD" => InstructionKind.Onbuild,
            "RUN" => InstructionKind.Run,
            "SHELL" => InstructionKind.Shell,
            "STOPSIGNAL" => InstructionKind.Stopsignal,
            "USER" => InstructionKind.User,
            "VOLUME" => InstructionKind.Volume,
            "WORKDIR" => InstructionKind.Workdir,
            _ => InstructionKind.Invalid,
        };
    }
}
