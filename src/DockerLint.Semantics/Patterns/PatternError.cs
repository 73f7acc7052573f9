namespace DockerLint.Semantics.Patterns;

/// <summary>Why a pattern can't be read.</summary>
/// <param name="Message">A lower-case clause.</param>
/// <param name="Span">Where, in the text that was parsed; empty at its end.</param>
public sealed record PatternError(string Message, TextSpan Span);
