using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Selection;

/// <summary>What has changed in the working folder of a git repository since a revision.</summary>
internal sealed class GitChanges
{
    private readonly string _root;
    private readonly ImmutableHashSet<string> _tracked;
    private readonly ImmutableDictionary<string, ChangedLines> _changed;

    private GitChanges(string root, ImmutableHashSet<string> tracked, ImmutableDictionary<string, ChangedLines> changed)
    {
        _root = root;
        _tracked = tracked;
        _changed = changed;
    }

    /// <summary>Asks git.</summary>
    /// <param name="revision">A revision: a commit, branch or tag.</param>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="changes">What has changed; null unless the result is true.</param>
    /// <param name="reason">Why that is not known; null when the result is true.</param>
    public static bool TryRead(
        string revision, string folder, [NotNullWhen(true)] out GitChanges? changes, [NotNullWhen(false)] out string? reason)
    {
        changes = null;
        // The way up, not the full path, so that links in that do not matter.
        if (!Git.TryRun(folder, ["rev-parse", "--show-cdup"], out string? up, out reason))
            return false;
        string root = Path.GetFullPath(Path.Combine(folder, up.TrimEnd('\n', '\r')));
        if (revision.StartsWith('-') || !Git.TryRun(root, ["rev-parse", "--verify", "--quiet", $"{revision}^{{commit}}"], out string? commit, out _))
        {
            reason = $"'{revision}' is no revision of this repository";
            return false;
        }

        string[] diff =
        [
            "-c", "core.quotePath=false", "diff", "--unified=0", "--find-renames", "--text", "--no-color", "--no-ext-diff", "--no-textconv",
            "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", commit.TrimEnd('\n', '\r'), "--",
        ];
        if (!Git.TryRun(root, diff, out string? patch, out reason) || !Git.TryRun(root, ["ls-files", "-z"], out string? tracked, out reason))
            return false;
        changes = new GitChanges(
            root,
            tracked.Split('\0', StringSplitOptions.RemoveEmptyEntries).ToImmutableHashSet(StringComparer.Ordinal),
            GitDiff.Parse(patch));
        return true;
    }

    /// <summary>What has changed in a file; all of it where git does not know the file.</summary>
    public ChangedLines In(InputFile file)
    {
        if (file.Path is null)
            return ChangedLines.All;
        string path = ReportPath.Slashed(Path.GetRelativePath(_root, Path.GetFullPath(file.Path)));
        if (_changed.TryGetValue(path, out ChangedLines? lines))
            return lines;
        return _tracked.Contains(path) ? ChangedLines.None : ChangedLines.All;
    }
}
