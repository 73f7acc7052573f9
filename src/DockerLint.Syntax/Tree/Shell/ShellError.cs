namespace DockerLint.Syntax.Tree;

/// <summary>Why a script could not be read to its end.</summary>
/// <param name="Message">A lower-case clause: what is wrong.</param>
/// <param name="Span">Where, in the file: the token that does not fit or the opening that is never closed.</param>
public sealed record ShellError(string Message, TextSpan Span);
