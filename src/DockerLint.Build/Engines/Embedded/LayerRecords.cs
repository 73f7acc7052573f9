using System.Globalization;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A layer of a step, and when it was made.</summary>
internal sealed record MadeLayer(Layer Layer, DateTimeOffset Created);

/// <summary>Which layers were made of which snapshots, so that none is packed twice.</summary>
/// <param name="folder">Where that is written down.</param>
internal sealed class LayerRecords(string folder)
{
    /// <summary>Its folder in that of the build cache.</summary>
    public const string FolderName = "layers";

    /// <summary>The layer of a snapshot: that of an earlier build, or a new one.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="lease">The work that it is for.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="epoch">No file of it is said to be newer; null for what they are.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public MadeLayer LayerOf(Snapshot snapshot, StoreLease lease, Compression compression, long? epoch, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, NameOf(snapshot.Key, compression, epoch));
        if (Read(path) is { } known && lease.Claim(known.Layer.Digest))
            return known;
        var made = new MadeLayer(snapshot.WriteLayer(lease, compression, epoch, cancellation), TimeProvider.System.GetUtcNow());
        Write(path, made);
        return made;
    }

    /// <summary>Forgets the layers of snapshots that are there no more.</summary>
    public void Clear(SnapshotStore snapshots) => SnapshotRecords.Clear(folder, snapshots, SnapshotRecords.NamedBy);

    /// <summary>What the layer of a snapshot is known by.</summary>
    public static string NameOf(Digest snapshot, Compression compression, long? epoch) =>
        string.Create(CultureInfo.InvariantCulture, $"{snapshot.Hex}.{compression}.{epoch}");

    private static MadeLayer? Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return lines is [var diffId, var digest, var size, var mediaType, var created]
            && Digest.TryParse(diffId, out Digest? content, out _)
            && Digest.TryParse(digest, out Digest? blob, out _)
            && long.TryParse(size, CultureInfo.InvariantCulture, out long length)
            && DateTimeOffset.TryParseExact(created, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset time)
                ? new MadeLayer(new Layer(content, blob, length, mediaType), time)
                : null;
    }

    private void Write(string path, MadeLayer made)
    {
        Directory.CreateDirectory(folder);
        Layer layer = made.Layer;
        string[] lines =
            [layer.DiffId.Text, layer.Digest.Text, layer.Size.ToString(CultureInfo.InvariantCulture), layer.MediaType, made.Created.ToString("O", CultureInfo.InvariantCulture)];
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Join('\n', lines)), AtomicFile.Usual, isDurable: false);
    }
}
