using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using DockerLint.LanguageServer.Protocol;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>
/// The places of a text as the protocol counts them. Lines end at <c>\n</c>, <c>\r\n</c> and <c>\r</c>, of which builders
/// know only the first two.
/// </summary>
internal sealed class TextLines
{
    private static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\r\n");

    private readonly string _text;
    private readonly PositionEncoding _encoding;
    private readonly ImmutableArray<int> _starts;

    /// <summary>Finds the lines of a text.</summary>
    public TextLines(string text, PositionEncoding encoding)
    {
        _text = text;
        _encoding = encoding;
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        int start = 0;
        starts.Add(0);
        while (text.AsSpan(start).IndexOfAny(s_lineEnds) is var end and >= 0)
        {
            start += end + 1;
            if (text[start - 1] == '\r' && start < text.Length && text[start] == '\n')
                start++;
            starts.Add(start);
        }

        _starts = starts.DrainToImmutable();
    }

    /// <summary>Where an offset is. What is in the middle of a character is where that starts, what is in a line end is before it.</summary>
    public LspPosition PositionAt(int offset)
    {
        int index = _starts.BinarySearch(offset);
        int line = index >= 0 ? index : ~index - 1;
        ReadOnlySpan<char> before = _text.AsSpan(_starts[line], Math.Min(offset, EndOf(line)) - _starts[line]);
        return new LspPosition(line, _encoding == PositionEncoding.Utf16 ? before.Length : LengthOf(before));
    }

    /// <summary>The offset of a place; one beyond the line is its end, one beyond the text the end of that.</summary>
    public int OffsetAt(LspPosition position)
    {
        if (position.Line < 0)
            return 0;
        if (position.Line >= _starts.Length)
            return _text.Length;
        int offset = _starts[position.Line];
        int end = EndOf(position.Line);
        if (_encoding == PositionEncoding.Utf16)
            return offset + Math.Clamp(position.Character, 0, end - offset);
        int left = position.Character;
        while (left > 0 && offset < end)
        {
            Rune.DecodeFromUtf16(_text.AsSpan(offset, end - offset), out Rune rune, out int length);
            left -= PositionEncodings.LengthOf(rune, _encoding);
            if (left < 0)
                break;
            offset += length;
        }

        return offset;
    }

    /// <summary>The range of a span.</summary>
    public LspRange RangeOf(TextSpan span) => new(PositionAt(span.Start), PositionAt(span.End));

    /// <summary>The span of a range; one that ends before it starts is empty.</summary>
    public TextSpan SpanOf(LspRange range)
    {
        int start = OffsetAt(range.Start);
        return TextSpan.Between(start, Math.Max(start, OffsetAt(range.End)));
    }

    /// <summary>Where a line ends, its line end not included.</summary>
    private int EndOf(int line)
    {
        int end = line + 1 < _starts.Length ? _starts[line + 1] : _text.Length;
        if (line + 1 < _starts.Length)
        {
            end--;
            if (end > _starts[line] && _text[end] == '\n' && _text[end - 1] == '\r')
                end--;
        }

        return end;
    }

    private int LengthOf(ReadOnlySpan<char> text)
    {
        if (_encoding == PositionEncoding.Utf8 && Ascii.IsValid(text))
            return text.Length;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
            length += PositionEncodings.LengthOf(rune, _encoding);
        return length;
    }
}
