using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.References;

/// <summary>What an image reference was pinned to.</summary>
/// <param name="Reference">The reference, without a digest.</param>
/// <param name="Digest">The digest that it stood for.</param>
/// <param name="Date">The day on which it did, in UTC; null where the file does not say.</param>
/// <param name="Platforms">The platforms that the image is for, such as <c>linux/arm64</c>; empty where the file does not say.</param>
public sealed record LockedImage(ImageReference Reference, Digest Digest, DateOnly? Date, ImmutableArray<string> Platforms);

/// <summary>
/// <c>dockerlint.lock</c>: the digests that image references are pinned to. A line is <c>reference digest date platforms</c>
/// with blanks between; the last two may be left out. One that starts with <c>#</c> is a comment.
/// </summary>
public static class LockFile
{
    /// <summary>What the file is called.</summary>
    public const string Name = "dockerlint.lock";

    private const string DateFormat = "yyyy-MM-dd";

    private static readonly SearchValues<char> s_blank = SearchValues.Create(" \t\r");
    private static readonly SearchValues<char> s_space = SearchValues.Create(" \t\r\n");

    private static readonly Parser<char, ImmutableArray<TextSpan>> s_line =
        Lex.TakeWhile(s_blank).Then(Lex.Many(Lex.TakeUntil1(s_space).Before(Lex.TakeWhile(s_blank)), static next => next != '\n'));

    private static readonly Parser<char, ImmutableArray<ImmutableArray<TextSpan>>> s_lines =
        Char('\uFEFF').Optional().Then(Lex.SeparatedBy(s_line, '\n'));

    /// <summary>Reads the file; lines that do not start with a reference and a digest are passed over, the last of a reference counts.</summary>
    /// <returns>The images, by what is fetched for the reference (<see cref="ImageReference.ToResolvedString"/>).</returns>
    public static ImmutableDictionary<string, LockedImage> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableDictionary<string, LockedImage>.Builder pins = ImmutableDictionary.CreateBuilder<string, LockedImage>(StringComparer.Ordinal);
        foreach (ImmutableArray<TextSpan> words in s_lines.Parse(text).Value)
        {
            string[] parts = [.. words.Select(word => text.Substring(word.Start, word.Length))];
            if (parts is [var name, var hash, ..]
                && ImageReference.Parse(name).Reference is { Digest: null } reference
                && Digest.TryParse(hash, out Digest? digest, out _))
            {
                pins[reference.ToResolvedString()] = new LockedImage(reference, digest, parts.Length > 2 ? DateOf(parts[2]) : null, parts.Length > 3 ? [.. parts[3].Split(',')] : []);
            }
        }

        return pins.ToImmutable();
    }

    /// <summary>The text of a file with these images, in the order of their names, so that two branches merge.</summary>
    public static string Write(IEnumerable<LockedImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var text = new StringBuilder("# What image references stand for; written by dockerlint pin. reference digest date platforms\n");
        foreach (LockedImage image in images.OrderBy(static image => image.Reference.ToResolvedString(), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{image.Reference.Tagged} {image.Digest}");
            if (image.Date is { } date)
                text.Append(' ').Append(date.ToString(DateFormat, CultureInfo.InvariantCulture));
            if (image.Date is not null && !image.Platforms.IsEmpty)
                text.Append(' ').AppendJoin(',', image.Platforms);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}
