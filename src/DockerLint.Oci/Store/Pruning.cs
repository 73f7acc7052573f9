using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>Which images go when a store is pruned. Content that no image has goes in any case.</summary>
public enum PruneScope
{
    /// <summary>None.</summary>
    Content,

    /// <summary>Those without a name.</summary>
    Dangling,

    /// <summary>All.</summary>
    All,
}

/// <summary>What went.</summary>
/// <param name="Names">The names of images that had one.</param>
/// <param name="Blobs">The blobs.</param>
/// <param name="Bytes">Room that is free now, in bytes.</param>
public sealed record PruneResult(ImmutableArray<ImageReference> Names, ImmutableArray<Digest> Blobs, long Bytes);

/// <summary>Finds what is in use and deletes the rest. The store's lock must be held.</summary>
/// <param name="files">The files of the store.</param>
internal sealed class Sweep(BlobFiles files)
{
    /// <summary>More than a registry takes for a manifest.</summary>
    private const long LongestManifest = 16 * 1024 * 1024;

    private readonly HashSet<Digest> _used = [];
    private readonly ImmutableArray<Digest>.Builder _deleted = ImmutableArray.CreateBuilder<Digest>();
    private long _bytes;

    /// <summary>Deletes what neither an image has nor work in progress needs.</summary>
    public (ImmutableArray<Digest> Blobs, long Bytes) Run(StoreIndex index)
    {
        foreach (StoreEntry entry in index.Entries)
            Use(entry.Digest);
        SweepIngest();
        foreach ((Digest digest, FileInfo file) in files.All().Where(blob => !_used.Contains(blob.Digest)).ToArray())
        {
            _deleted.Add(digest);
            Delete(file);
        }

        return (_deleted.ToImmutable(), _bytes);
    }

    /// <summary>Broken downloads that nobody is at, and what a killed process has left.</summary>
    private void SweepIngest()
    {
        foreach (FileInfo file in new DirectoryInfo(files.Ingest).EnumerateFiles().ToArray())
        {
            if (!IsOpen(file))
                Delete(file);
            else if (file.Extension == BlobFiles.LeaseSuffix)
                ReadLease(file);
        }

        string index = Path.GetFileName(files.Index);
        foreach (FileInfo file in new DirectoryInfo(files.Folder).EnumerateFiles($"{index}.*.tmp"))
            Delete(file);
    }

    private void ReadLease(FileInfo file)
    {
        using var reader = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            if (Digest.TryParse(line, out Digest? digest, out _))
                Use(digest);
        }
    }

    private static bool IsOpen(FileInfo file)
    {
        try
        {
            using FileStream opened = file.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException failure) when (FileLock.IsHeld(failure))
        {
            return true;
        }
    }

    private void Delete(FileInfo file)
    {
        long length = file.Length;
        try
        {
            file.Delete();
            _bytes += length;
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Somebody reads it; the next time it goes.
        }
    }

    /// <summary>A blob is in use, and so is what it names if it is a manifest or an index.</summary>
    private void Use(Digest digest)
    {
        var open = new Stack<Digest>([digest]);
        while (open.TryPop(out Digest? next))
        {
            if (!_used.Add(next))
                continue;
            var file = new FileInfo(files.PathOf(next));
            if (file.Exists && file.Length <= LongestManifest)
            {
                foreach (Digest named in NamedBy(file))
                    open.Push(named);
            }
        }
    }

    private static List<Digest> NamedBy(FileInfo file)
    {
        var named = new List<Digest>();
        using FileStream stream = file.OpenRead();
        // Most blobs are compressed layers, which need not be read.
        if ((char)stream.ReadByte() is not ('{' or ' ' or '\t' or '\r' or '\n'))
            return named;
        stream.Position = 0;
        try
        {
            using JsonDocument json = JsonDocument.Parse(stream);
            foreach (string list in (ReadOnlySpan<string>)["layers", "manifests", "blobs"])
            {
                if (json.RootElement.TryGetProperty(list, out JsonElement items) && items.ValueKind == JsonValueKind.Array)
                {
                    foreach (JsonElement item in items.EnumerateArray())
                        Add(item);
                }
            }

            if (json.RootElement.TryGetProperty("config"u8, out JsonElement config))
                Add(config);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // A layer may start with anything.
        }

        return named;

        void Add(JsonElement descriptor)
        {
            if (descriptor.ValueKind == JsonValueKind.Object
                && descriptor.TryGetProperty("digest"u8, out JsonElement text)
                && text.ValueKind == JsonValueKind.String
                && Digest.TryParse(text.GetString()!, out Digest? digest, out _))
            {
                named.Add(digest);
            }
        }
    }
}
