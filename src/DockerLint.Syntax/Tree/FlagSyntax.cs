namespace DockerLint.Syntax.Tree;

/// <summary><c>--name</c> or <c>--name=value</c> before the arguments of an instruction.</summary>
public sealed class FlagSyntax : SyntaxNode
{
    internal FlagSyntax(LogicalLine line, TextSpan local, string text)
        : base(line, local)
    {
        Text = text;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        Name = equals < 0 ? text[2..] : text[2..equals];
        Value = equals < 0 ? null : text[(equals + 1)..];
    }

    /// <summary>The flag without its quotes and escapes.</summary>
    public string Text { get; }

    /// <summary>The name without its dashes, in the case that was written.</summary>
    public string Name { get; }

    /// <summary>The value without its quotes and escapes; null where there is no <c>=</c>.</summary>
    public string? Value { get; }

    /// <summary>Where the name stands, dashes included.</summary>
    public TextSpan NameSpan => Line.Text.ToSource(new TextSpan(Local.Start, Math.Min(Name.Length + 2, Local.Length)));

    /// <summary>Where the value stands; the whole flag where there is none.</summary>
    public TextSpan ValueSpan => string.IsNullOrEmpty(Value) ? Span : SpanOf(new TextSpan(0, Value.Length));

    /// <summary>Where a part of <see cref="Value"/> stands; the whole flag where quotes or escapes were taken out.</summary>
    public TextSpan SpanOf(TextSpan part) => Text.Length == Local.Length
        ? Line.Text.ToSource(part.Shift(Local.Start + Name.Length + 3))
        : Span;
}
