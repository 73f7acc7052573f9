namespace DockerLint.Syntax.Text;

/// <summary>A replacement of one span of a text.</summary>
/// <param name="Span">What is replaced; empty to insert.</param>
/// <param name="NewText">What stands there afterwards; empty to delete.</param>
public readonly record struct TextEdit(TextSpan Span, string NewText);
