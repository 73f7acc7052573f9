using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;

namespace DockerLint.Cli.Output.Html;

/// <summary>What a layer weighs.</summary>
/// <param name="Name">The step that made it.</param>
/// <param name="Line">The line of that step, from 1; null for a layer of the base image.</param>
/// <param name="Parts">The folders whose files are seen in the image, with their bytes, the largest first.</param>
/// <param name="Wasted">The bytes that later layers remove or replace, each with the number of the layer that does so, from 0.</param>
internal sealed record LayerWeight(string Name, int? Line, ImmutableArray<(string Path, long Bytes)> Parts, ImmutableArray<(int By, long Bytes)> Wasted)
{
    /// <summary>The bytes that are seen in the image.</summary>
    public long KeptBytes { get; } = Parts.Sum(static part => part.Bytes);

    /// <summary>The bytes that are fetched for nothing.</summary>
    public long WastedBytes { get; } = Wasted.Sum(static part => part.Bytes);

    /// <summary>All bytes of its files, unpacked.</summary>
    public long Bytes => KeptBytes + WastedBytes;
}

/// <summary>What the layers of an image weigh, lowest first.</summary>
internal static class LayerMap
{
    /// <summary>More would be too small to be seen.</summary>
    private const int MostParts = 10;

    /// <summary>A folder of less is shown as a whole.</summary>
    private const double LeastShare = 0.2;

    private const int LongestName = 80;

    /// <summary>Weighs the layers of an image.</summary>
    public static ImmutableArray<LayerWeight> Of(BuiltImage image, DockerfileModel model)
    {
        ILookup<BuiltLayer, BuiltFile> kept = image.Files.Where(static found => found.File.Size > 0).ToLookup(static found => found.Layer, static found => found.File);
        ILookup<BuiltLayer, (BuiltLayer By, long Bytes)> wasted = image.Wasted.ToLookup(static part => part.Owner, static part => (part.By, part.Bytes));
        return [.. image.Layers.Select((layer, index) => new LayerWeight(
            NameOf(layer, index, model),
            layer.Place is { } place ? model.Syntax.Source.PositionOf(place).Line : null,
            PartsOf(kept[layer]),
            [.. wasted[layer].OrderByDescending(static part => part.Bytes).Select(part => (image.Layers.IndexOf(part.By), part.Bytes))]))];
    }

    private static string NameOf(BuiltLayer layer, int index, DockerfileModel model)
    {
        if (layer.Place is not { } place || model.Syntax.InstructionAt(place) is not { } instruction)
            return $"layer {index + 1} of the base image";
        string text = string.Join(' ', instruction.RawText.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";
    }

    /// <summary>The folders that hold the most, the large ones divided as long as there is room.</summary>
    private static ImmutableArray<(string Path, long Bytes)> PartsOf(IEnumerable<BuiltFile> files)
    {
        var root = new Folder("");
        foreach (BuiltFile file in files)
            root.Add(file);
        List<Folder> parts = [root];
        while (parts.Where(folder => folder.Children.Count > 0 && folder.Bytes >= root.Bytes * LeastShare).MaxBy(static folder => folder.Bytes) is { } largest)
        {
            parts.Remove(largest);
            parts.AddRange(largest.Children.Values);
            parts.Sort(static (one, other) => other.Bytes.CompareTo(one.Bytes) is not 0 and var order ? order : string.CompareOrdinal(one.Path, other.Path));
            if (parts.Count > MostParts)
                break;
        }

        ImmutableArray<(string, long)> shown = [.. parts.Take(MostParts).Where(static part => part.Bytes > 0).Select(static part => (part.Path.Length == 0 ? "/" : part.Path, part.Bytes))];
        long rest = parts.Skip(MostParts).Sum(static part => part.Bytes);
        return rest > 0 ? shown.Add(("other files", rest)) : shown;
    }

    private sealed class Folder(string path)
    {
        public string Path { get; } = path;

        public long Bytes { get; private set; }

        public Dictionary<string, Folder> Children { get; } = new(StringComparer.Ordinal);

        public void Add(BuiltFile file)
        {
            Folder folder = this;
            folder.Bytes += file.Size;
            foreach (string part in file.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!folder.Children.TryGetValue(part, out Folder? next))
                    folder.Children.Add(part, next = new Folder($"{folder.Path}/{part}"));
                folder = next;
                folder.Bytes += file.Size;
            }
        }
    }
}
