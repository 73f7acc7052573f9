using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>Finds out whether what a program leaves in a folder stays in the layer.</summary>
/// <remarks>A folder that starts with <c>~</c> is in the home of whoever runs the program.</remarks>
internal static class CacheFolder
{
    /// <summary>Whether a RUN mounts a cache or a tmpfs over the folder.</summary>
    public static bool IsMounted(string folder, RunSyntax run, RuleContext context) =>
        MountPoints(run, context).Any(target => Covers(target, folder));

    /// <summary>The folders over which a RUN mounts a cache or a tmpfs.</summary>
    public static IEnumerable<string> MountPoints(RunSyntax run, RuleContext context) =>
        Mounts(run, context.State, context).Select(static mount => mount.Target);

    /// <summary>The caches that a RUN mounts.</summary>
    public static IEnumerable<FolderMount> Caches(RunSyntax run, RuleContext context) => Caches(run, context.State, context);

    /// <inheritdoc cref="Caches(RunSyntax, RuleContext)"/>
    /// <param name="run">The RUN.</param>
    /// <param name="before">What holds before it.</param>
    /// <param name="context">Of the file.</param>
    public static IEnumerable<FolderMount> Caches(RunSyntax run, StageState before, RuleContext context) =>
        Mounts(run, before, context).Where(static mount => mount.Spec.Type == MountType.Cache);

    private static IEnumerable<FolderMount> Mounts(RunSyntax run, StageState before, RuleContext context) =>
        run.Flags.IsEmpty ? [] : MountsOfFlags(run, before, context);

    private static IEnumerable<FolderMount> MountsOfFlags(RunSyntax run, StageState before, RuleContext context)
    {
        foreach (FlagSyntax flag in run.Flags)
        {
            if (flag is { Name: "mount" }
                && context.Model.ValueOf(flag) is { } text
                && MountSpec.TryParse(text, static value => value, before.Workdir ?? "/", out MountSpec? mount, out _)
                && mount is { Type: MountType.Cache or MountType.Tmpfs, MountPoint: { } target })
            {
                yield return new FolderMount(target, mount, flag);
            }
        }
    }

    /// <summary>Whether a command removes one of the folders, or what is in it.</summary>
    public static bool IsRemovedBy(Invocation command, ImmutableArray<string> folders) =>
        command.Program is "rm" or "find" && folders.Any(folder => IsRemovedBy(command, folder));

    /// <summary>Whether a command removes the folder, or what is in it.</summary>
    public static bool IsRemovedBy(Invocation command, string folder) => command.Program switch
    {
        "rm" => IsAmong(command.Operands, folder),
        "find" => command.Operands is [var start, ..] && Covers(Unbraced(start.Text), folder)
            && command.Words.Any(static word => word.Text is "-delete" or "rm"),
        _ => false,
    };

    private static bool IsAmong(ImmutableArray<CommandWord> operands, string folder)
    {
        foreach (CommandWord operand in operands)
        {
            if (Covers(Unbraced(operand.Text), folder))
                return true;
        }

        return false;
    }

    /// <summary>Whether a path, which may end in a pattern, is the folder, one above it, or all that is in one of these.</summary>
    internal static bool Covers(string path, string folder)
    {
        string known = folder.StartsWith('~') ? folder[1..] : folder;
        ReadOnlySpan<char> rest = path;
        if (known != folder && rest.TrimEnd("*/").EndsWith(known))
            return true;
        int pattern = rest.IndexOfAny("*?[");
        if (pattern >= 0)
        {
            ReadOnlySpan<char> before = rest[..pattern];
            if (before.IndexOf(known, StringComparison.Ordinal) is var at && (at == 0 || (at > 0 && known != folder)))
                return true;
            if (!before.EndsWith("/") || rest[pattern..].TrimEnd("*/").Length > 0)
                return false;
            rest = before;
        }

        rest = rest.TrimEnd('/');
        for (int end = known.Length; end > 0; end = known.LastIndexOf('/', end - 1))
        {
            ReadOnlySpan<char> candidate = known.AsSpan(0, end);
            if (known == folder ? rest.SequenceEqual(candidate) : rest.EndsWith(candidate))
                return true;
        }

        return false;
    }

    /// <summary>A path with <c>${NAME}</c> written as <c>$NAME</c>.</summary>
    private static string Unbraced(string path) => path.StartsWith("${", StringComparison.Ordinal)
        ? path.Replace("${", "$", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)
        : path;
}

/// <summary>A cache or a tmpfs that a RUN mounts over a folder.</summary>
/// <param name="Target">The folder.</param>
/// <param name="Spec">What is written of it.</param>
/// <param name="Flag">Where.</param>
internal sealed record FolderMount(string Target, MountSpec Spec, FlagSyntax Flag)
{
    /// <summary>Whether it lies over a folder.</summary>
    public bool Covers(string folder) => CacheFolder.Covers(Target, folder);
}
