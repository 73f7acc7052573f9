using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>A file that says what is built together.</summary>
/// <param name="Path">Its path, for people.</param>
/// <param name="Source">What is in it.</param>
public sealed record BakeFile(string Path, SourceText Source);

/// <summary>A place in one of the files.</summary>
/// <param name="File">The file; null for what was said on the command line.</param>
/// <param name="Span">Where in it.</param>
public readonly record struct BakePlace(BakeFile? File, TextSpan Span)
{
    /// <inheritdoc/>
    public override string ToString() => File?.Source.PositionOf(Span.Start) is { } at
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File.Path}:{at.Line}:{at.Column}")
        : "--set";
}

/// <summary>A text and where it comes from.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Place">Where.</param>
public sealed record BakeText(string Text, BakePlace Place);

/// <summary>Why files cannot be used.</summary>
/// <param name="Place">Where the reason stands.</param>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
public sealed record BakeError(BakePlace Place, string Message);
