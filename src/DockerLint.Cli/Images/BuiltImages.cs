using System.Collections.Immutable;
using System.Text;
using DockerLint.Analysis.Facts;
using DockerLint.Build.Layers;
using DockerLint.Build.Tar;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.Semantics;

namespace DockerLint.Cli.Images;

/// <summary>Looks into the images that builds have made, for the linter.</summary>
/// <param name="host">Where the program runs.</param>
/// <param name="isDemanded">Whether it is said where there is none; else that goes without saying.</param>
internal sealed class BuiltImages(Host host, bool isDemanded)
{
    /// <summary>A secret that somebody has put into a file stands in a small one.</summary>
    private const int LongestText = 256 * 1024;

    private readonly LastBuilds _builds = new(host);
    private readonly ContentStore _store = ImageFolders.Store(host);

    /// <summary>What is in the image of the last build of a Dockerfile; where that cannot be told, says why.</summary>
    /// <param name="name">The Dockerfile, for people.</param>
    /// <param name="path">Its full path; null where it has none.</param>
    /// <param name="file">What it means.</param>
    public BuiltImage? Of(string name, string? path, DockerfileModel file)
    {
        if (path is null || _builds.Find(path, file.Options.Target) is not { } build)
            return Missing(name, "no image was built of it here");
        if (build.Text != LastBuilds.DigestOf(file.Syntax.Source.Value))
            return Missing(name, "it has changed since its image was built");
        ImageContents image = ImageContents.Of(_store, new StoredImage(build.Image, build.MediaType, null, null));
        if (image.Config is not { } config || !image.Layers.All(layer => _store.Contains(layer.Digest)))
            return Missing(name, "the image that was built of it is not in the store any more");

        var layers = ImmutableArray.CreateBuilder<BuiltLayer>(image.Layers.Length);
        int ofBase = image.Layers.Length - build.Places.Count;
        for (int index = 0; index < image.Layers.Length; index++)
        {
            int? place = index >= ofBase && build.Places[index - ofBase] is >= 0 and int start ? start : null;
            if (Read(image.Layers[index], place, layers) is { } wrong)
                return Missing(name, $"layer {image.Layers[index].Digest} of its image cannot be read: {wrong}");
        }

        return new BuiltImage(layers.ToImmutable(), SearchPathOf(config), config.Runtime.WorkingDirectory);
    }

    private static string? SearchPathOf(ImageConfig config)
    {
        const string Name = "PATH=";
        return config.Runtime.Environment.LastOrDefault(static pair => pair.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..];
    }

    private string? Read(Descriptor layer, int? place, ImmutableArray<BuiltLayer>.Builder layers)
    {
        var files = ImmutableArray.CreateBuilder<BuiltFile>();
        var removed = ImmutableArray.CreateBuilder<string>();
        using FileStream stream = _store.Open(layer.Digest);
        string? wrong = LayerListing.Read(stream, (path, entry, reader) => files.Add(FileOf(path, entry, place is null ? null : reader)), removed.Add);
        layers.Add(new BuiltLayer(place, files.ToImmutable(), removed.ToImmutable()));
        return wrong;
    }

    private static BuiltFile FileOf(string path, TarEntry entry, TarReader? reader)
    {
        BuiltFileKind kind = entry.Kind switch
        {
            TarKind.File => BuiltFileKind.File,
            TarKind.Folder => BuiltFileKind.Folder,
            TarKind.SymbolicLink => BuiltFileKind.SymbolicLink,
            TarKind.HardLink => BuiltFileKind.HardLink,
            _ => BuiltFileKind.Special,
        };
        string? target = entry.Link.IsEmpty ? null : kind == BuiltFileKind.HardLink ? LayerListing.PathOf(entry.Link) : entry.Link.ToString();
        return new BuiltFile(path, kind, entry.Mode, entry.Size)
        {
            Target = target,
            Secret = reader is not null && kind == BuiltFileKind.File && entry.Size <= LongestText ? SecretIn(reader, (int)entry.Size) : null,
        };
    }

    private static string? SecretIn(TarReader reader, int size)
    {
        byte[] content = new byte[size];
        int length = 0;
        while (reader.Read(content.AsSpan(length)) is > 0 and int read)
            length += read;
        // Whatever else it is, it is no text.
        return content.AsSpan().Contains((byte)0) ? null : BuiltFile.SecretIn(Encoding.Latin1.GetString(content));
    }

    private BuiltImage? Missing(string name, string reason)
    {
        if (isDemanded)
            host.Complain(name, $"--built: {reason}; run 'dockerlint build' first");
        return null;
    }
}
