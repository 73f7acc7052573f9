namespace DockerLint.Syntax.Tree;

/// <summary>A comment line.</summary>
/// <param name="Span">From the <c>#</c> to the end of the line.</param>
/// <param name="Text">What follows the <c>#</c>, trimmed.</param>
/// <param name="IsIndented">Whether white space stands before the <c>#</c>.</param>
/// <param name="IsInsideInstruction">Whether it stands between the continued lines of an instruction.</param>
public sealed record CommentSyntax(TextSpan Span, string Text, bool IsIndented, bool IsInsideInstruction);

/// <summary>A parser directive: <c># syntax=</c>, <c># escape=</c> or <c># check=</c> at the top of a file.</summary>
/// <param name="Span">From the <c>#</c> to the end of the line.</param>
/// <param name="Name">In lower case.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="Value">What follows the <c>=</c>, trimmed.</param>
/// <param name="ValueSpan">Where the value stands.</param>
public sealed record DirectiveSyntax(TextSpan Span, string Name, TextSpan NameSpan, string Value, TextSpan ValueSpan);
