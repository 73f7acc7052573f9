using System.Collections.Immutable;

namespace DockerLint.Analysis.Facts;

/// <summary>What is in the image that the last build of a Dockerfile made.</summary>
public sealed class BuiltImage
{
    private const int MostLinks = 40;
    private const string UsualSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly Node _root = new();
    private readonly Dictionary<(int Owner, int By), long> _wasted = [];
    private readonly string[] _searchPath;
    private readonly string _workingFolder;

    /// <summary>Lays layers over each other.</summary>
    /// <param name="layers">The layers, lowest first.</param>
    /// <param name="searchPath">Where programs are looked for (<c>PATH</c>); null for where they usually are.</param>
    /// <param name="workingFolder">Where programs start; null for the root.</param>
    public BuiltImage(ImmutableArray<BuiltLayer> layers, string? searchPath = null, string? workingFolder = null)
    {
        Layers = layers;
        _searchPath = (searchPath ?? UsualSearchPath).Split(':', StringSplitOptions.RemoveEmptyEntries);
        _workingFolder = workingFolder ?? "/";
        for (int index = 0; index < layers.Length; index++)
        {
            foreach (string path in layers[index].Removed)
                Remove(path, index);
            foreach (BuiltFile file in layers[index].Files)
                Add(file, index);
        }
    }

    /// <summary>The layers, lowest first.</summary>
    public ImmutableArray<BuiltLayer> Layers { get; }

    /// <summary>The bytes of each layer that later ones take away or replace, and by which of them.</summary>
    public IEnumerable<(BuiltLayer Owner, BuiltLayer By, long Bytes)> Wasted =>
        _wasted.Select(pair => (Layers[pair.Key.Owner], Layers[pair.Key.By], pair.Value));

    /// <summary>The files that are seen in the image, each with the layer that it is of.</summary>
    public IEnumerable<(BuiltFile File, BuiltLayer Layer)> Files => All(_root);

    /// <summary>What a path leads to, links being followed; null where it leads to nothing.</summary>
    internal BuiltFile? Find(string path) => Find(path, MostLinks)?.File;

    /// <summary>The program that a word names, as the kernel and <c>PATH</c> find it; null where there is none.</summary>
    internal BuiltFile? FindProgram(string word)
    {
        if (word.Contains('/', StringComparison.Ordinal))
            return Find(word.StartsWith('/') ? word : $"{_workingFolder}/{word}");
        BuiltFile? notExecutable = null;
        foreach (string folder in _searchPath)
        {
            if (Find($"{folder}/{word}") is not { Kind: BuiltFileKind.File } found)
                continue;
            if (found.IsExecutable)
                return found;
            notExecutable ??= found;
        }

        return notExecutable;
    }

    private static IEnumerable<string> PartsOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != ".");

    private Node? Find(string path, int links)
    {
        List<Node> way = [_root];
        Queue<string> rest = new(PartsOf(path));
        while (rest.TryDequeue(out string? part))
        {
            if (part == "..")
            {
                if (way.Count > 1)
                    way.RemoveAt(way.Count - 1);
                continue;
            }

            if (way[^1].Children?.GetValueOrDefault(part) is not { } next)
                return null;
            if (next.File is not { Kind: BuiltFileKind.SymbolicLink, Target: { } target })
            {
                way.Add(next);
                continue;
            }

            if (links-- == 0)
                return null;
            if (target.StartsWith('/'))
                way.RemoveRange(1, way.Count - 1);
            rest = new Queue<string>([.. PartsOf(target), .. rest]);
        }

        return way[^1];
    }

    private void Add(BuiltFile file, int layer)
    {
        Node node = _root;
        foreach (string part in PartsOf(file.Path))
        {
            node.Children ??= new(StringComparer.Ordinal);
            if (!node.Children.TryGetValue(part, out Node? next))
                node.Children.Add(part, next = new Node());
            node = next;
        }

        if (file.Kind != BuiltFileKind.Folder)
            RemoveIn(node, layer);
        Waste(node, layer);
        (node.File, node.Layer, node.IsShared) = (file, layer, false);
        // As long as one of its names is left, the content is used.
        if (file is { Kind: BuiltFileKind.HardLink, Target: { } target } && Find(target, 0) is { File: { } content } first)
        {
            first.IsShared = true;
            node.File = content with { Path = file.Path, Size = 0 };
        }
    }

    private void Remove(string path, int layer)
    {
        Node node = _root;
        Node? parent = null;
        string name = "";
        foreach (string part in PartsOf(path))
        {
            if (node.Children?.GetValueOrDefault(part) is not { } next)
                return;
            (parent, name, node) = (node, part, next);
        }

        RemoveIn(node, layer);
        if (path.EndsWith('/') || parent is null)
            return;
        Waste(node, layer);
        parent.Children!.Remove(name);
    }

    private void RemoveIn(Node folder, int layer)
    {
        foreach (Node child in folder.Children?.Values ?? Enumerable.Empty<Node>())
        {
            RemoveIn(child, layer);
            Waste(child, layer);
        }

        folder.Children = null;
    }

    private void Waste(Node node, int layer)
    {
        if (node.File is not { Kind: BuiltFileKind.File, Size: > 0 } file || node.Layer >= layer || node.IsShared)
            return;
        _wasted[(node.Layer, layer)] = _wasted.GetValueOrDefault((node.Layer, layer)) + file.Size;
    }

    private IEnumerable<(BuiltFile File, BuiltLayer Layer)> All(Node folder)
    {
        foreach (Node child in folder.Children?.Values ?? Enumerable.Empty<Node>())
        {
            if (child.File is { } file)
                yield return (file, Layers[child.Layer]);
            foreach ((BuiltFile, BuiltLayer) found in All(child))
                yield return found;
        }
    }

    private sealed class Node
    {
        public BuiltFile? File { get; set; }

        public int Layer { get; set; }

        /// <summary>Whether another name leads to its content.</summary>
        public bool IsShared { get; set; }

        public Dictionary<string, Node>? Children { get; set; }
    }
}
