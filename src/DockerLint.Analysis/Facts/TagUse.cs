namespace DockerLint.Analysis.Facts;

/// <summary>A tag by which a file uses an image.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Place">Where, for messages: <c>compose.yaml:7</c>.</param>
public sealed record TagUse(string Tag, string Place);
