using DockerLint.Build.Tar;

namespace DockerLint.Build.Layers;

/// <summary>Goes through the files of a layer without unpacking it.</summary>
public static class LayerListing
{
    /// <summary>Reads a layer.</summary>
    /// <param name="layer">A tar archive as it is, or compressed by gzip or Zstandard; stays open.</param>
    /// <param name="visit">Is called with each entry, marks of deletion included, and may read its content.</param>
    /// <param name="cancellation">Ends it between two reads.</param>
    /// <returns>Why it cannot be read to its end; null where it can.</returns>
    public static string? Read(Stream layer, Action<TarEntry, TarReader> visit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(visit);
        using var source = new LayerSource(layer, UnpackLimits.Usual, cancellation);
        var reader = new TarReader(source);
        int entries = 0;
        while (reader.Next() is { } entry)
        {
            if (++entries > UnpackLimits.Usual.MostEntries)
                return "it has more files than any image";
            visit(entry, reader);
        }

        return source.IsTooLarge ? "it becomes too large when it is unpacked" : reader.Error?.Message;
    }
}
