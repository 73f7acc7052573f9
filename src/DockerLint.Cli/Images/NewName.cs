using System.Diagnostics.CodeAnalysis;
using DockerLint.References;

namespace DockerLint.Cli.Images;

/// <summary>A name that an image is given.</summary>
internal static class NewName
{
    /// <summary>Reads a name.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="name">The name with all that stands for itself, such as the tag; null unless the result is true.</param>
    /// <param name="reason">Why it is none; null when the result is true.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out ImageReference? name, [NotNullWhen(false)] out string? reason)
    {
        ReferenceResult result = ImageReference.Parse(text);
        name = result.Reference is { Digest: null } reference ? ImageReference.Parse(reference.ToResolvedString()).Reference : null;
        reason = name is null ? result.Error?.Message ?? "an image is named by a tag, not by a digest" : null;
        return name is not null;
    }
}
