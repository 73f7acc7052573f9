using System.Text;
using DockerLint.Build.Native;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Layers;

/// <summary>Goes through the files of a layer without unpacking it. Paths are full ones.</summary>
public static class LayerListing
{
    /// <summary>Reads a layer.</summary>
    /// <param name="layer">A tar archive as it is, or compressed by gzip or Zstandard; stays open.</param>
    /// <param name="visit">Is called with the path of each file, folder and link and its entry, and may read its content.</param>
    /// <param name="remove">Is called with each path that is deleted from the layers below; with a slash at its end what is in a folder.</param>
    /// <param name="cancellation">Ends it between two reads.</param>
    /// <returns>Why it cannot be read to its end; null where it can.</returns>
    public static string? Read(Stream layer, Action<string, TarEntry, TarReader> visit, Action<string> remove, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(remove);
        using var source = new LayerSource(layer, UnpackLimits.Usual, cancellation);
        var reader = new TarReader(source);
        int entries = 0;
        while (reader.Next() is { } entry)
        {
            if (++entries > UnpackLimits.Usual.MostEntries)
                return "it has more files than any image";
            string path = PathOf(entry.Name);
            ReadOnlySpan<byte> name = entry.Name.Name;
            if (!WhiteoutName.Is(name))
                visit(path, entry, reader);
            else if (WhiteoutName.Hides(name))
                remove(path[..(path.LastIndexOf('/') + 1)]);
            else if (!WhiteoutName.IsOfAufs(name))
                remove(path[..(path.LastIndexOf('/') + 1)] + Encoding.UTF8.GetString(WhiteoutName.Marked(name)));
        }

        return source.IsTooLarge ? "it becomes too large when it is unpacked" : reader.Error?.Message;
    }

    /// <summary>The full path that a name of a layer means.</summary>
    public static string PathOf(UnixPath name)
    {
        string text = name.ToString();
        return "/" + (text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text).Trim('/');
    }
}
