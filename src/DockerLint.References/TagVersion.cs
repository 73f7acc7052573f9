using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Lexing;

namespace DockerLint.References;

/// <summary>
/// A tag that starts with a version: <c>7.2.5</c>, <c>v1.0</c>, <c>22.9-slim</c>. Tags have no grammar of their own; this is
/// how the images of most publishers are tagged.
/// </summary>
/// <param name="Prefix"><c>v</c> or nothing.</param>
/// <param name="Numbers">One to four numbers, the gravest first.</param>
/// <param name="Suffix">What follows them with its dash, such as <c>-slim</c>; empty where nothing does.</param>
public sealed record TagVersion(string Prefix, ImmutableArray<long> Numbers, string Suffix)
{
    private const int MostNumbers = 4;
    private const int PatchIndex = 2;

    /// <summary>Reads a tag; null where it starts with no version.</summary>
    public static TagVersion? Parse(ReadOnlySpan<char> tag)
    {
        string prefix = tag is ['v', >= '0' and <= '9', ..] ? "v" : "";
        ReadOnlySpan<char> rest = tag[prefix.Length..];
        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>(MostNumbers);
        while (numbers.Count < MostNumbers)
        {
            int length = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and int end ? end : rest.Length;
            if (!long.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                return null;
            numbers.Add(number);
            rest = rest[length..];
            if (rest is not ['.', >= '0' and <= '9', ..])
                break;
            rest = rest[1..];
        }

        return rest is [] or ['-', ..] ? new TagVersion(prefix, numbers.DrainToImmutable(), rest.ToString()) : null;
    }

    /// <summary>Whether two tags name versions of the same thing, as exactly: they differ in their numbers alone.</summary>
    public bool IsSameLine(TagVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Prefix == other.Prefix && Suffix == other.Suffix && Numbers.Length == other.Numbers.Length;
    }

    /// <summary>Which of two versions of the same thing is later: more than 0 where this one is.</summary>
    public int CompareTo(TagVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Numbers.AsSpan().SequenceCompareTo(other.Numbers.AsSpan());
    }

    /// <summary>Whether a tag names a patch of a version, so that there can be a newer one.</summary>
    public static bool HasPatch(string? tag) => Parse(tag) is { Numbers.Length: PatchIndex + 1 };

    /// <summary>The newest tag that differs from another in its patch number alone and is newer; null where none is.</summary>
    /// <param name="tag">The tag that is used.</param>
    /// <param name="tags">All tags that there are.</param>
    public static string? NewestPatch(string tag, IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (Parse(tag) is not { Numbers.Length: PatchIndex + 1 } version)
            return null;
        (string Tag, TagVersion Version)? newest = null;
        foreach (string other in tags)
        {
            if (Parse(other) is { } another
                && another.IsSameLine(version)
                && another.Numbers.AsSpan(..PatchIndex).SequenceEqual(version.Numbers.AsSpan(..PatchIndex))
                && another.CompareTo(newest?.Version ?? version) > 0)
            {
                newest = (other, another);
            }
        }

        return newest?.Tag;
    }

    /// <summary>The tag that was probably meant by one that there is not; null where none is near.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="tags">All tags that there are.</param>
    public static string? Nearest(string tag, IReadOnlyCollection<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (Parse(tag) is not { } version)
            return Suggestion.Nearest(tag, tags);
        // Of the tags of the same line the nearest version, and the later one where two are as near.
        return tags
            .Select(static other => (Tag: other, Version: Parse(other)))
            .Where(other => other.Version?.IsSameLine(version) == true)
            .OrderByDescending(other => CommonNumbers(other.Version!, version))
            .ThenByDescending(static other => other.Version!, Comparer<TagVersion>.Create(static (one, other) => one.CompareTo(other)))
            .Select(static other => other.Tag)
            .FirstOrDefault();
    }

    private static int CommonNumbers(TagVersion one, TagVersion other) => one.Numbers.AsSpan().CommonPrefixLength(other.Numbers.AsSpan());
}
