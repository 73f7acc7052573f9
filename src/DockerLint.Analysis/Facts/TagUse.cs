using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Analysis.Facts;

/// <summary>A tag by which a file uses an image.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Place">Where, for messages: <c>compose.yaml:7</c>.</param>
public sealed record TagUse(string Tag, string Place)
{
    /// <summary>The images that are used by several tags, by <see cref="ImageReference.FullName"/>, with the first place of each tag.</summary>
    /// <param name="uses">All uses in all files, and where they are.</param>
    public static ImmutableDictionary<string, ImmutableArray<TagUse>> ByImage(IEnumerable<(ImageReference Image, string Place)> uses) => uses
        .Where(static use => use.Image.Tag is not null)
        .GroupBy(static use => use.Image.FullName, StringComparer.Ordinal)
        .Select(static group => (
            Name: group.Key,
            Uses: group.Select(static use => new TagUse(use.Image.Tag!, use.Place)).DistinctBy(static use => use.Tag).ToImmutableArray()))
        .Where(static image => image.Uses.Length > 1)
        .ToImmutableDictionary(static image => image.Name, static image => image.Uses, StringComparer.Ordinal);
}
