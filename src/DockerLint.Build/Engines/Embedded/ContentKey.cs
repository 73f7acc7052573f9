using System.Collections.Immutable;
using System.Security.Cryptography;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What the cache knows files by: names, rights, owners, links and content, but no times.</summary>
internal static class ContentKey
{
    private const int BufferSize = 128 * 1024;

    /// <summary>The key of what is copied of a tree.</summary>
    public static Digest Of(SourceTree tree, ImmutableArray<SelectedSource> sources, CancellationToken cancellation)
    {
        using var key = new KeyWriter("files");
        key.Add(sources.Length);
        var inodes = new Dictionary<(ulong, ulong), long>();
        foreach (SelectedSource source in sources)
        {
            key.Add(source.Name.Bytes).Add(source.Files.Length);
            foreach (SelectedFile file in source.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                Add(key, tree, file, inodes);
            }
        }

        return key.Complete();
    }

    /// <summary>The digest of all bytes of a stream.</summary>
    public static Digest Of(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            hash.AppendData(buffer, 0, read);
        return Digest.TryParse($"sha256:{Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant()}", out Digest? digest, out _)
            ? digest
            : throw new InvalidOperationException();
    }

    private static void Add(KeyWriter key, SourceTree tree, SelectedFile file, Dictionary<(ulong, ulong), long> inodes)
    {
        FileStatus status = file.Status;
        key.Add(file.Relative.Bytes).Add((int)status.Kind).Add(status.Kind == FileKind.SymbolicLink ? 0 : status.Mode);
        if (!tree.IsContext)
            key.Add(status.Uid).Add(status.Gid);
        if (status.Kind is FileKind.CharacterDevice or FileKind.BlockDevice)
            key.Add(status.Major).Add(status.Minor);
        using Place? place = tree.Root.Find(file.Path, followsLast: false);
        if (place is null)
            return;
        if (!tree.IsContext)
        {
            foreach (FileAttribute attribute in place.Attributes().Where(static attribute => KeptAttributes.Contains(attribute.Name)))
                key.Add(attribute.Name).Add(attribute.Value.Span);
        }

        if (status.Kind == FileKind.SymbolicLink)
        {
            key.Add(place.ReadLink().Bytes);
        }
        else if (status.Kind == FileKind.File)
        {
            // Names of one file count as such: they stay so in the image.
            if (status.Links > 1 && !inodes.TryAdd((status.Device, status.Inode), inodes.Count))
            {
                key.Add(inodes[(status.Device, status.Inode)]);
                return;
            }

            using FileStream content = place.OpenRead();
            key.Add(Of(content));
        }
    }
}
