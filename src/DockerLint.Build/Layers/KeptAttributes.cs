using System.Collections.Immutable;
using DockerLint.Build.Native;

namespace DockerLint.Build.Layers;

/// <summary>Which extended attributes belong to an image.</summary>
/// <remarks>
/// Not those by which an overlay file system marks its folders: of a layer that somebody else made, they could lead it to
/// other folders. Not labels of this machine's security module either.
/// </remarks>
internal static class KeptAttributes
{
    /// <summary>By this an upper folder hides what is below it.</summary>
    public static string Opaque { get; } = UserNamespace.IsInside ? "user.overlay.opaque" : "trusted.overlay.opaque";

    /// <summary>What programs may do, which belongs to them as their rights do.</summary>
    public const string Capability = "security.capability";

    /// <summary>Those of what is at a place, sorted by name.</summary>
    public static ImmutableArray<FileAttribute> Of(Place place) => [.. place.Attributes().Where(static attribute => Contains(attribute.Name))];

    /// <summary>Gives a place those of another, as far as the file system and our rights allow.</summary>
    public static void Copy(Place source, Place target)
    {
        foreach (FileAttribute attribute in Of(source))
            _ = target.TrySetAttribute(attribute);
    }

    /// <summary>Whether an attribute goes into layers and comes out of them.</summary>
    public static bool Contains(string name) =>
        name is Capability or "system.posix_acl_access" or "system.posix_acl_default"
        || (name.StartsWith("user.", StringComparison.Ordinal)
            && !name.StartsWith("user.overlay.", StringComparison.Ordinal)
            // An extended header could not tell the name from the value.
            && !name.Contains('=', StringComparison.Ordinal));
}
