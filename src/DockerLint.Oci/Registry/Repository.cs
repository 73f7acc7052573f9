using System.Diagnostics.CodeAnalysis;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>A repository of a registry.</summary>
public sealed record Repository
{
    private Repository(string registry, string path) => (Registry, Path) = (registry, path);

    /// <summary>Host and port as references have them, such as <c>docker.io</c> or <c>localhost:5000</c>.</summary>
    public string Registry { get; }

    /// <summary>Its name there, such as <c>library/redis</c>.</summary>
    public string Path { get; }

    /// <summary>The repository of an image.</summary>
    /// <exception cref="RegistryException">No registry can serve it (<see cref="ImageReference.Domain"/> is empty).</exception>
    public static Repository Of(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Domain.Length > 0
            ? new Repository(image.Domain, image.RepositoryPath)
            : throw new RegistryException(RegistryErrorKind.NotFound, $"{Printable.Quote(image.Text)} names no registry: its first part has a dot yet is no host name");
    }

    /// <summary>The repository of a name; false where the parts are none.</summary>
    public static bool TryCreate(string registry, string path, [NotNullWhen(true)] out Repository? repository)
    {
        ImageReference? image = ImageReference.Parse($"{registry}/{path}").Reference;
        // A tag or digest that came in with the path would make it shorter.
        repository = image is not null && image.Registry == registry && image.Path == path && image is { Domain.Length: > 0, Tag: null, Digest: null }
            ? new Repository(image.Domain, image.RepositoryPath)
            : null;
        return repository is not null;
    }

    /// <summary>The image of a tag.</summary>
    public ImageReference WithTag(string tag) => ImageReference.Parse($"{this}:{tag}").Reference
        ?? throw new RegistryException(RegistryErrorKind.BadContent, $"{Printable.Quote(tag)} is not a tag");

    /// <summary>The image of a digest.</summary>
    public ImageReference WithDigest(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return ImageReference.Parse($"{this}@{digest}").Reference!;
    }

    /// <summary>Registry and name with a slash between.</summary>
    public override string ToString() => $"{Registry}/{Path}";
}
