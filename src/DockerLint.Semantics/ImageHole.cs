namespace DockerLint.Semantics;

/// <summary>A part of a reference that nobody knows before it is used, such as a variable that has no value in the file.</summary>
/// <param name="Span">What stands in its place in the text of the reference.</param>
/// <param name="Written">How the file writes it.</param>
public readonly record struct ImageHole(TextSpan Span, string Written);
