using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What the cache knows files by: names, rights, owners, links and content, but no times.</summary>
internal static class ContentKey
{
    /// <summary>The key of what is copied of a tree, and that of each file of it, by its path.</summary>
    public static (Digest Key, ImmutableArray<KeyValuePair<string, Digest>> Files) Of(
        SourceTree tree, ImmutableArray<SelectedSource> sources, CancellationToken cancellation)
    {
        var files = ImmutableArray.CreateBuilder<KeyValuePair<string, Digest>>();
        using var key = new KeyWriter("files");
        key.Add(sources.Length);
        var inodes = new Dictionary<(ulong, ulong), long>();
        foreach (SelectedSource source in sources)
        {
            key.Add(source.Name.Bytes).Add(source.Files.Length);
            foreach (SelectedFile file in source.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                Digest digest = Of(tree, file, inodes);
                key.Add(digest);
                files.Add(KeyValuePair.Create(file.Path.ToString(), digest));
            }
        }

        return (key.Complete(), files.ToImmutable());
    }

    private static Digest Of(SourceTree tree, SelectedFile file, Dictionary<(ulong, ulong), long> inodes)
    {
        using var key = new KeyWriter("file");
        FileStatus status = file.Status;
        key.Add(file.Relative.Bytes).Add((int)status.Kind).Add(status.Kind == FileKind.SymbolicLink ? 0 : status.Mode);
        if (!tree.IsContext)
            key.Add(status.Uid).Add(status.Gid);
        if (status.Kind is FileKind.CharacterDevice or FileKind.BlockDevice)
            key.Add(status.Major).Add(status.Minor);
        using Place? place = tree.Root.Find(file.Path, followsLast: false);
        if (place is null)
            return key.Complete();
        if (!tree.IsContext)
        {
            foreach (FileAttribute attribute in KeptAttributes.Of(place))
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
                return key.Add(inodes[(status.Device, status.Inode)]).Complete();
            }

            using FileStream content = place.OpenRead();
            key.Add(ContentDigest.Of(content));
        }

        return key.Complete();
    }
}
