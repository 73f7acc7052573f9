namespace DockerLint.References;

/// <summary>Why a text is not an image reference.</summary>
/// <param name="Kind">What is wrong, for programs.</param>
/// <param name="Message">What is wrong and what to do, for people: a clause in lower case without a full stop.</param>
/// <param name="Span">The part of the text that is wrong; of something missing, its neighbour.</param>
public sealed record ReferenceError(ReferenceErrorKind Kind, string Message, TextSpan Span);

/// <summary>The ways in which a text fails to be an image reference.</summary>
public enum ReferenceErrorKind
{
    /// <summary>Nothing is there, or only white space.</summary>
    Empty,

    /// <summary>The registry or the repository is missing or has characters where they may not stand.</summary>
    InvalidFormat,

    /// <summary>The repository has upper-case letters.</summary>
    UppercaseRepository,

    /// <summary>The repository path is longer than <see cref="ImageReference.MaxPathLength"/>.</summary>
    NameTooLong,

    /// <summary>The tag is empty, too long, or has characters where they may not stand.</summary>
    InvalidTag,

    /// <summary>The digest is empty, of an unknown algorithm, or not as many lower-case hexadecimal digits as that has.</summary>
    InvalidDigest,

    /// <summary>The text is 64 hexadecimal digits, which always mean an image's identifier, never a name.</summary>
    Identifier,
}
