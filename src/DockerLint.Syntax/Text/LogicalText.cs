using System.Collections.Immutable;

namespace DockerLint.Syntax.Text;

/// <summary>
/// A text put together from pieces of a source: an instruction whose continued lines are joined, or the script of
/// a heredoc. It knows where each of its characters stands in the source, so that a grammar reads it as one text
/// and every span it finds can be given in the file.
/// </summary>
public sealed class LogicalText
{
    private readonly string _source;
    private readonly string? _joined;
    private readonly ImmutableArray<Piece> _pieces;
    private readonly int _start;

    /// <summary>One piece of the source, as it is.</summary>
    public LogicalText(string source, TextSpan span)
    {
        _source = source;
        _start = span.Start;
        _pieces = [];
        Length = span.Length;
    }

    private LogicalText(string source, string joined, ImmutableArray<Piece> pieces, TextSpan part)
    {
        _source = source;
        _joined = joined;
        _pieces = pieces;
        _start = part.Start;
        Length = part.Length;
    }

    /// <summary>What it is put together from.</summary>
    internal string Source => _source;

    /// <summary>Number of characters.</summary>
    public int Length { get; }

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span => (_joined ?? _source).AsSpan(_start, Length);

    /// <summary>Whether it is one piece of the source, unchanged.</summary>
    public bool IsOnePiece => _joined is null;

    /// <summary>Joins pieces of <paramref name="source"/> in the order given.</summary>
    public static LogicalText Join(string source, ImmutableArray<TextSpan> spans)
    {
        if (spans.Length == 1)
            return new LogicalText(source, spans[0]);
        int length = 0;
        ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>(spans.Length);
        foreach (TextSpan span in spans)
        {
            if (span.Length > 0)
                pieces.Add(new Piece(length, span.Start));
            length += span.Length;
        }

        string joined = string.Create(length, (source, spans), static (target, from) =>
        {
            foreach (TextSpan span in from.spans)
            {
                from.source.AsSpan(span.Start, span.Length).CopyTo(target);
                target = target[span.Length..];
            }
        });
        if (pieces.Count == 0)
            pieces.Add(new Piece(0, spans.IsEmpty ? 0 : spans[0].Start));
        return new LogicalText(source, joined, pieces.DrainToImmutable(), new TextSpan(0, length));
    }

    /// <summary>A part of it, with the same places in the source.</summary>
    public LogicalText Slice(TextSpan part) => _joined is null
        ? new LogicalText(_source, part.Shift(_start))
        : new LogicalText(_source, _joined, _pieces, part.Shift(_start));

    /// <summary>A text of some parts of it, joined in the order given, with the same places in the source.</summary>
    public LogicalText Pick(ImmutableArray<TextSpan> parts) => Join(_source, [.. parts.SelectMany(Fragments)]);

    /// <summary>The characters of a part of it.</summary>
    public string GetText(TextSpan part) => Span.Slice(part.Start, part.Length).ToString();

    /// <summary>The same text where its source is another one, in which all of it stands further on.</summary>
    /// <param name="source">The other source.</param>
    /// <param name="distance">How many characters further on; negative where it is further up.</param>
    internal LogicalText MovedTo(string source, int distance) => _joined is null
        ? new LogicalText(source, new TextSpan(_start + distance, Length))
        : new LogicalText(source, _joined, [.. _pieces.Select(piece => piece with { Source = piece.Source + distance })], new TextSpan(_start, Length));

    /// <summary>Where a character stands in the source; for <see cref="Length"/>, the place after the last one.</summary>
    public int ToSource(int offset)
    {
        if (_joined is null)
            return _start + offset;
        if (offset > 0 && offset == Length)
            return ToSource(offset - 1) + 1;
        offset += _start;
        Piece piece = _pieces[PieceAt(offset)];
        return piece.Source + offset - piece.Start;
    }

    /// <summary>
    /// Where a part stands in the source: from its first to its last character, line ends and comments between
    /// joined lines included. An empty part stands right after the character before it, or where that is white
    /// space, right before the next.
    /// </summary>
    public TextSpan ToSource(TextSpan part)
    {
        if (part.Length > 0)
            return TextSpan.Between(ToSource(part.Start), ToSource(part.End - 1) + 1);
        bool followsSpace = part.Start == 0 || char.IsWhiteSpace(Span[part.Start - 1]);
        return new TextSpan(followsSpace ? ToSource(part.Start) : ToSource(part.Start - 1) + 1, 0);
    }

    /// <summary>The unbroken spans of the source that a part is made of, in order.</summary>
    public IEnumerable<TextSpan> Fragments(TextSpan part)
    {
        if (_joined is null)
        {
            yield return part.Shift(_start);
            yield break;
        }

        int offset = part.Start + _start;
        int end = part.End + _start;
        for (int index = PieceAt(offset); offset < end; index++)
        {
            int pieceEnd = index + 1 < _pieces.Length ? Math.Min(_pieces[index + 1].Start, end) : end;
            yield return new TextSpan(_pieces[index].Source + offset - _pieces[index].Start, pieceEnd - offset);
            offset = pieceEnd;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _joined is not null && Length == _joined.Length ? _joined : Span.ToString();

    private int PieceAt(int offset)
    {
        int low = 0;
        int high = _pieces.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_pieces[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private readonly record struct Piece(int Start, int Source);
}
