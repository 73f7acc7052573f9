namespace DockerLint.Syntax.Text;

/// <summary>The text of one file and its lines.</summary>
/// <param name="text">The text, a leading byte order mark included.</param>
public sealed class SourceText(string text)
{
    private LineMap? _lines;

    /// <summary>The whole text.</summary>
    public string Value { get; } = text;

    /// <summary>Number of UTF-16 code units.</summary>
    public int Length => Value.Length;

    /// <summary>Where the lines start; made when first asked for.</summary>
    public LineMap Lines => _lines ??= new LineMap(Value);

    /// <summary>The text of a span.</summary>
    public ReadOnlySpan<char> Slice(TextSpan span) => Value.AsSpan(span.Start, span.Length);

    /// <summary>The line and column of an offset.</summary>
    public TextPosition PositionOf(int offset) => Lines.PositionOf(offset);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
