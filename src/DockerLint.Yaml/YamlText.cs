using System.Collections.Immutable;

namespace DockerLint.Yaml;

/// <summary>A text in YAML. Any text can be read: what is no YAML becomes an error with a place.</summary>
/// <param name="Documents">Its documents. The last one before an error holds what could be read of it.</param>
/// <param name="Comments">The comments, without the <c>#</c>, as far as the text could be read.</param>
/// <param name="Errors">What is wrong, in order; the last one may end the reading.</param>
public sealed record YamlText(
    ImmutableArray<YamlDocument> Documents,
    ImmutableArray<TextSpan> Comments,
    ImmutableArray<YamlError> Errors)
{
    /// <summary>Values that may be nested in each other, aliases followed; far beyond anything that a person writes.</summary>
    public const int MostNested = 200;

    /// <summary>Whether all of it could be read.</summary>
    public bool IsReadable => Errors is not [.., { Kind: YamlErrorKind.Unreadable }];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text, which may start with a byte order mark; spans are of it as it is given.</param>
    /// <param name="mostNested">Values that may be nested in each other.</param>
    public static YamlText Parse(string text, int mostNested = MostNested)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new YamlReader(text, mostNested).Read();
    }
}

/// <summary>One of the documents that <c>---</c> parts.</summary>
/// <param name="Root">Its value.</param>
/// <param name="Start">Where it starts: its <c>---</c>, or a place where it has none.</param>
public sealed record YamlDocument(YamlNode Root, TextSpan Start);

/// <summary>What is wrong in a text.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">A lower-case clause.</param>
/// <param name="Kind">How wrong it is.</param>
public sealed record YamlError(TextSpan Span, string Message, YamlErrorKind Kind);

/// <summary>How wrong a text is.</summary>
public enum YamlErrorKind
{
    /// <summary>A key stands twice in a map; the last one counts. Some readers say nothing about it.</summary>
    DuplicateKey,

    /// <summary>A part of it means nothing.</summary>
    Meaningless,

    /// <summary>It is no YAML from here on, and the rest is not read.</summary>
    Unreadable,
}
