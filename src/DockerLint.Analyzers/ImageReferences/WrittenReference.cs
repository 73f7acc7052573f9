using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.References;
using Microsoft.CodeAnalysis;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>A part of a reference.</summary>
/// <param name="Part">Which.</param>
/// <param name="Before">What joins it to the part before it.</param>
/// <param name="Text">What is written; null where it is known only that there is one.</param>
internal sealed record WrittenPart(ReferencePart Part, string Before, WrittenText? Text)
{
    /// <summary>Its stretches.</summary>
    public ImmutableArray<Piece> Pieces { get; } = Text?.Pieces ?? [new Piece($"{{{Part.ToString().ToLowerInvariant()}}}", default, IsKnown: false)];

    /// <summary>Without the tag and the digest that it brings: it is given others.</summary>
    public WrittenPart WithoutSuffix()
    {
        FilledReference reading = new WrittenReference([new WrittenPart(Part, "", Text)]).Readings().First();
        if (Text is null || reading.Result.Reference is not { } reference || (reference.Tag is null && reference.Digest is null))
            return this;
        int end = reference.PathSpan.End;
        IEnumerable<Piece> name = reading.Pieces.Where(piece => piece.Span.Start < end)
            .Select(piece => piece.Piece.IsKnown ? piece.Piece with { Text = piece.Piece.Text[..Math.Min(end - piece.Span.Start, piece.Span.Length)] } : piece.Piece);
        return new WrittenPart(Part, Before, Text with { Pieces = [.. name] });
    }
}

/// <summary>
/// An image reference as the code writes it: in one literal, put together, or in parts that several calls are given.
/// Where something of it is unknown, it is read with other texts filled in.
/// </summary>
internal sealed class WrittenReference(ImmutableArray<WrittenPart> parts)
{
    /// <summary>A word and a number that nobody writes: the first stand-in, the next ones counting up.</summary>
    private const long FirstStandIn = 4815162342;

    private const string Sha256 = "sha256:";

    private static readonly string s_digits = new('0', 64);

    /// <summary>
    /// What may turn out to stand where something is unknown: a word, a registry and a repository, a repository or a port
    /// and what follows a colon, what ends in a digest.
    /// </summary>
    private static readonly ImmutableArray<string> s_fillings = ["1", "1.io/1", "1:1", $"1@{Sha256}{s_digits}"];

    /// <summary>Whether all of it is known.</summary>
    public bool IsKnown { get; } = parts.All(static part => part.Pieces.All(static piece => piece.IsKnown));

    /// <summary>What writes all of it: null where that is more than one literal.</summary>
    public WrittenText? Literal => parts is [{ Text: { Pieces: [{ IsKnown: true, Source.IsToken: true }] } text }] ? text : null;

    /// <summary>The ways to read it; the first is that which people are shown, see <see cref="WithLabels"/>.</summary>
    public IEnumerable<FilledReference> Readings()
    {
        yield return Fill(null, null);
        if (IsKnown)
            yield break;
        foreach (string filling in s_fillings)
            yield return Fill(filling, filling);
        if (parts.Sum(static part => part.Pieces.Count(static piece => !piece.IsKnown)) < 2)
            yield break;
        foreach (string filling in s_fillings)
            yield return Fill(s_fillings[0], filling);
    }

    /// <summary>A message about the first reading, with what the code says in the place of what stands for it.</summary>
    public string WithLabels(string message)
    {
        long standIn = FirstStandIn;
        foreach (Piece piece in parts.SelectMany(static part => part.Pieces).Where(static piece => !piece.IsKnown))
            message = message.Replace((standIn++).ToString(CultureInfo.InvariantCulture), piece.Text, StringComparison.Ordinal);
        return message;
    }

    /// <summary>Where something stands that was found in a reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="span">The place in its text.</param>
    /// <param name="main">The part that stands for the whole, if there is one.</param>
    public Location? PlaceOf(FilledReference reading, TextSpan span, ReferencePart main)
    {
        ImmutableArray<FilledPiece> touched = [.. reading.Pieces.Where(piece => piece.Span.Start < span.End && span.Start < piece.Span.End)];
        if (touched is [{ Piece: { IsKnown: true } piece, Span: var at }])
            return piece.PlaceOf(Math.Max(span.Start - at.Start, 0), Math.Min(span.End, at.End) - Math.Max(span.Start, at.Start));
        IEnumerable<WrittenPart> held = touched.IsEmpty ? parts : touched.Select(static piece => piece.Part).Distinct();
        return held.Where(static part => part.Text is not null).MinBy(part => part.Part == main ? -1 : Rank(part.Part))?.Text?.Place;
    }

    /// <summary>What alone can follow a text that begins a digest.</summary>
    private static string? DigestAfter(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] == '@')
            return Sha256 + s_digits;
        return text.Length > Sha256.Length && text.ToString().EndsWith("@" + Sha256, StringComparison.Ordinal) ? s_digits : null;
    }

    private static int Rank(ReferencePart part) => part switch
    {
        ReferencePart.Registry => 1,
        ReferencePart.Tag => 2,
        ReferencePart.Digest or ReferencePart.Sha256 => 3,
        _ => 0,
    };

    /// <param name="filling">What stands where something is unknown; null for a stand-in.</param>
    /// <param name="last">What stands where something is unknown for the last time; null for a stand-in.</param>
    private FilledReference Fill(string? filling, string? last)
    {
        long standIn = FirstStandIn;
        Piece? lastUnknown = parts.SelectMany(static part => part.Pieces).LastOrDefault(static piece => !piece.IsKnown);
        var text = new StringBuilder();
        ImmutableArray<FilledPiece>.Builder pieces = ImmutableArray.CreateBuilder<FilledPiece>();
        foreach (WrittenPart part in parts)
        {
            text.Append(part.Before);
            foreach (Piece piece in part.Pieces)
            {
                int start = text.Length;
                if (piece.IsKnown)
                    text.Append(piece.Text);
                else
                    text.Append(DigestAfter(text) ?? (piece == lastUnknown ? last : filling) ?? standIn.ToString(CultureInfo.InvariantCulture));
                standIn += piece.IsKnown ? 0 : 1;
                pieces.Add(new FilledPiece(piece, part, TextSpan.Between(start, text.Length)));
            }
        }

        return new FilledReference(text.ToString(), pieces.ToImmutable());
    }
}

/// <summary>A stretch of a reference, and where its text stands in the whole.</summary>
internal readonly record struct FilledPiece(Piece Piece, WrittenPart Part, TextSpan Span);

/// <summary>A reference in which nothing is unknown.</summary>
internal sealed record FilledReference(string Text, ImmutableArray<FilledPiece> Pieces)
{
    /// <summary>What it is read as.</summary>
    public ReferenceResult Result { get; } = ImageReference.Parse(Text);

    /// <summary>Whether it is known which image it names, whatever its tag and digest.</summary>
    public bool NamesKnownImage => Result.Reference is { } reference && IsKnown(new TextSpan(0, reference.PathSpan.End));

    /// <summary>Whether it is known which registry it names.</summary>
    public bool NamesKnownRegistry
    {
        get
        {
            if (Result.Reference is not { } reference)
                return false;
            int end = reference.RegistrySpan?.End ?? Text.IndexOf('/', StringComparison.Ordinal);
            return IsKnown(new TextSpan(0, end < 0 ? reference.PathSpan.End : end));
        }
    }

    /// <summary>Whether all of a part is known.</summary>
    public bool IsKnown(TextSpan span) =>
        !Pieces.Any(piece => !piece.Piece.IsKnown && piece.Span.Start < span.End && span.Start < piece.Span.End);
}
