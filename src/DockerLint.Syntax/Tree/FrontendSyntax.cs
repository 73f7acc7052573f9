namespace DockerLint.Syntax.Tree;

/// <summary>
/// The frontend that a file asks to be built with: an image, run in place of the builder's own Dockerfile parser.
/// </summary>
/// <param name="Image">The image reference, up to the first space of what is written.</param>
/// <param name="Span">Where the image stands; with its quotes where it is a JSON string.</param>
public sealed record FrontendSyntax(string Image, TextSpan Span);
