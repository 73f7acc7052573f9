namespace DockerLint.References;

/// <summary>Why a text is not a value that BuildKit accepts.</summary>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
/// <param name="Span">The wrong part of the text, empty where something is missing.</param>
public sealed record ValueError(string Message, TextSpan Span);
