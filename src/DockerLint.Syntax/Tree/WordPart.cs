using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>A piece of a word as variable expansion reads it (Dockerfile reference, "Environment replacement").</summary>
/// <param name="Span">Its place in the text of the word.</param>
public abstract record WordPart(TextSpan Span);

/// <summary>Characters that stand for themselves.</summary>
/// <param name="Span">Its place in the text of the word.</param>
public sealed record LiteralPart(TextSpan Span) : WordPart(Span);

/// <summary>An escape character and the one that it protects; alone at the end of a word it stands for nothing.</summary>
/// <param name="Span">Both characters.</param>
public sealed record EscapePart(TextSpan Span) : WordPart(Span);

/// <summary><c>'…'</c>: everything inside stands for itself.</summary>
/// <param name="Span">The quotes included.</param>
public sealed record SingleQuotedPart(TextSpan Span) : WordPart(Span)
{
    /// <summary>Between the quotes.</summary>
    public TextSpan Content => new(Span.Start + 1, Span.Length - 2);
}

/// <summary><c>"…"</c>: variables are expanded inside, spaces are kept.</summary>
/// <param name="Span">The quotes included.</param>
/// <param name="Parts">What stands between the quotes.</param>
public sealed record DoubleQuotedPart(TextSpan Span, ImmutableArray<WordPart> Parts) : WordPart(Span);

/// <summary><c>$name</c>, <c>${name}</c> or <c>${name…}</c> with an operator.</summary>
/// <param name="Span">From the <c>$</c> to its end.</param>
/// <param name="Name">The name, without braces.</param>
/// <param name="NameSpan">Its place in the text of the word.</param>
/// <param name="Operator">What is done with the value.</param>
/// <param name="EmptyIsUnset">Whether the operator has a colon, so that an empty value counts as none.</param>
/// <param name="Word">The operand: a replacement, a message or a pattern.</param>
/// <param name="Replacement">What <c>/</c> and <c>//</c> put in place of the pattern.</param>
public sealed record VariablePart(
    TextSpan Span,
    string Name,
    TextSpan NameSpan,
    VariableOperator Operator,
    bool EmptyIsUnset,
    ImmutableArray<WordPart> Word,
    ImmutableArray<WordPart> Replacement) : WordPart(Span);

/// <summary>Text that expansion refuses.</summary>
/// <param name="Span">From where it went wrong to the end of the word.</param>
/// <param name="Message">What is wrong.</param>
public sealed record BadPart(TextSpan Span, string Message) : WordPart(Span);

/// <summary>The operators of <c>${name…}</c>.</summary>
public enum VariableOperator
{
    /// <summary><c>$name</c> or <c>${name}</c>.</summary>
    None,

    /// <summary><c>-</c>: the word where the variable is unset.</summary>
    Default,

    /// <summary><c>+</c>: the word where the variable is set.</summary>
    Alternative,

    /// <summary><c>?</c>: an error with the word as message where the variable is unset.</summary>
    Required,

    /// <summary><c>#</c>: without the shortest matching prefix.</summary>
    RemovePrefix,

    /// <summary><c>##</c>: without the longest matching prefix.</summary>
    RemoveLongestPrefix,

    /// <summary><c>%</c>: without the shortest matching suffix.</summary>
    RemoveSuffix,

    /// <summary><c>%%</c>: without the longest matching suffix.</summary>
    RemoveLongestSuffix,

    /// <summary><c>/</c>: the first match replaced.</summary>
    ReplaceFirst,

    /// <summary><c>//</c>: every match replaced.</summary>
    ReplaceAll,
}
