using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Images;

/// <summary>Names and identifiers as Docker shows them.</summary>
internal static class ImageNames
{
    /// <summary>In place of what an image does not have.</summary>
    public const string None = "<none>";

    private const int ShortLength = 12;

    /// <summary>The repository: <c>redis</c>, <c>quay.io/a/b</c>.</summary>
    public static string RepositoryOf(StoredImage image) => image.Name?.Name ?? None;

    /// <summary>The tag. What another program calls an image that has no name is shown as one.</summary>
    public static string TagOf(StoredImage image) => image.Name?.Tag ?? image.Label ?? None;

    /// <summary>An identifier: in full, or its first twelve digits.</summary>
    public static string Id(Digest digest, bool isFull) => isFull ? digest.Text : Short(digest);

    /// <summary>The first twelve digits of a digest.</summary>
    public static string Short(Digest digest) => digest.Hex[..ShortLength];
}
