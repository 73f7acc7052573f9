using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Something that is copied.</summary>
/// <param name="Path">Where it is in its tree, without links.</param>
/// <param name="Relative">Its path from what is copied; empty for that itself.</param>
/// <param name="Status">What it is.</param>
internal readonly record struct SelectedFile(UnixPath Path, UnixPath Relative, FileStatus Status);

/// <summary>A source of COPY or ADD with all that is copied of it, folders before what is in them.</summary>
/// <param name="Name">The last part of the path by which it was found.</param>
/// <param name="Files">It and what is in it.</param>
internal sealed record SelectedSource(UnixPath Name, ImmutableArray<SelectedFile> Files)
{
    /// <summary>The source itself.</summary>
    public SelectedFile Top => Files[0];
}

/// <summary>What of a tree COPY or ADD means: wildcards, <c>--parents</c> and <c>--exclude</c>.</summary>
internal sealed class Selection
{
    private static readonly char[] s_wildcards = ['*', '?', '[', '\\'];

    private readonly SourceTree _tree;
    private readonly FileTransfer _transfer;
    private readonly IgnoreFile? _includes;
    private readonly IgnoreFile? _excludes;
    private readonly ImmutableArray<SelectedFile>.Builder _files = ImmutableArray.CreateBuilder<SelectedFile>();

    // Folders on the way that nothing has asked for so far.
    private readonly List<SelectedFile> _pending = [];

    private Selection(SourceTree tree, FileTransfer transfer)
    {
        (_tree, _transfer) = (tree, transfer);
        _includes = Patterns(transfer.Includes);
        _excludes = Patterns(transfer.Excludes);
    }

    /// <summary>Finds what is copied.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="transfer">What is asked for.</param>
    /// <param name="missing">The path that is not there; null where nothing is missing.</param>
    public static ImmutableArray<SelectedSource> Of(SourceTree tree, FileTransfer transfer, out string? missing)
    {
        missing = null;
        var sources = ImmutableArray.CreateBuilder<SelectedSource>();
        foreach (UnixPath path in transfer.IsPattern ? Resolve(tree, transfer.Path) : [new UnixPath(transfer.Path)])
        {
            using Place? place = tree.Find(path);
            if (place?.Status is not { } status)
            {
                missing = path.ToString();
                return [];
            }

            var selection = new Selection(tree, transfer);
            selection._files.Add(new SelectedFile(place.Path, "", status));
            if (status.IsFolder)
                selection.AddChildren(place, "");
            if (transfer.IsRequired && selection._files.Count == 1)
            {
                missing = $"{transfer.Path.TrimEnd('/')}/{transfer.Includes[0]}";
                return [];
            }

            sources.Add(new SelectedSource(new UnixPath(path.Name.ToArray()), selection._files.ToImmutable()));
        }

        return sources.ToImmutable();
    }

    /// <summary>The paths that a pattern means, by the rules of Go's <c>filepath.Match</c>; itself where it has no wildcards.</summary>
    private static List<UnixPath> Resolve(SourceTree tree, string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int first = Array.FindIndex(parts, HasWildcards);
        if (first < 0)
            return [new UnixPath(path)];
        using Place? folder = tree.Find("/" + string.Join('/', parts[..first]));
        if (folder?.Status is not { IsFolder: true })
            return [];
        var found = new List<UnixPath>();
        Match(tree, folder, parts.AsMemory(first), found);
        return found;
    }

    private static void Match(SourceTree tree, Place folder, ReadOnlyMemory<string> parts, List<UnixPath> found)
    {
        if (!PathPattern.TryParse(parts.Span[0], out PathPattern? pattern, out _))
            return;
        foreach ((Place child, FileStatus status) in tree.Children(folder))
        {
            if (!pattern.IsMatch(Encoding.UTF8.GetString(child.Path.Name)))
                continue;
            if (parts.Length == 1)
                found.Add(child.Path);
            else if (status.IsFolder)
                Match(tree, child, parts[1..], found);
        }
    }

    private static bool HasWildcards(string name)
    {
        for (int index = name.IndexOfAny(s_wildcards); index >= 0; index = index + 2 <= name.Length ? name.IndexOfAny(s_wildcards, index + 2) : -1)
        {
            if (name[index] != '\\')
                return true;
        }

        return false;
    }

    private void AddChildren(Place folder, UnixPath relative)
    {
        foreach ((Place child, FileStatus status) in _tree.Children(folder))
        {
            UnixPath path = relative.Append(child.Path.Name);
            string text = path.ToString();
            bool isIncluded = _includes?.Matches(text) != false && _excludes?.Matches(text) != true;
            var file = new SelectedFile(child.Path, path, status);
            if (isIncluded)
            {
                // Folders on the way come along, though nobody asks for them.
                _files.AddRange(_pending);
                _pending.Clear();
                _files.Add(file);
            }

            if (!status.IsFolder)
                continue;
            if (!isIncluded)
                _pending.Add(file);
            AddChildren(child, path);
            if (!isIncluded)
                _pending.Remove(file);
        }
    }

    private static IgnoreFile? Patterns(ImmutableArray<string> patterns) =>
        patterns.IsDefaultOrEmpty ? null : IgnoreFile.Parse(string.Join('\n', patterns));
}
