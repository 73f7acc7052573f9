using System.Collections.Immutable;

namespace DockerLint.Semantics.Patterns;

/// <summary>What an element of a pattern stands for.</summary>
internal enum GlobNodeKind
{
    /// <summary>One given character.</summary>
    Literal,

    /// <summary>One character, except the one that <c>?</c> never crosses.</summary>
    One,

    /// <summary>Any number of characters, except the one that <c>*</c> never crosses.</summary>
    Run,

    /// <summary>One character of a class.</summary>
    Class,

    /// <summary>Nothing, or anything that ends with a slash: the <c>**/</c> of <c>.dockerignore</c>.</summary>
    Directories,
}

/// <summary>One element of a pattern.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="CodePoint">The character of a literal; the character that a wildcard doesn't cross.</param>
/// <param name="Class">The characters of a class, else null.</param>
internal readonly record struct GlobNode(GlobNodeKind Kind, int CodePoint = 0, CharacterClass? Class = null)
{
    public static GlobNode Literal(int codePoint) => new(GlobNodeKind.Literal, codePoint);

    public static GlobNode One(char except) => new(GlobNodeKind.One, except);

    public static GlobNode Run(char except) => new(GlobNodeKind.Run, except);

    public static GlobNode OneOf(CharacterClass characters) => new(GlobNodeKind.Class, Class: characters);

    public static GlobNode Directories => new(GlobNodeKind.Directories);

    /// <summary>Whether it may read <paramref name="codePoint"/>.</summary>
    public bool Accepts(int codePoint) => Kind switch
    {
        GlobNodeKind.Literal => codePoint == CodePoint,
        GlobNodeKind.One or GlobNodeKind.Run => codePoint != CodePoint,
        GlobNodeKind.Class => Class!.Contains(codePoint),
        _ => false,
    };
}

/// <summary>A character class: <c>[a-z_]</c>, or <c>[^a-z_]</c> for all others.</summary>
internal sealed record CharacterClass(bool Negated, ImmutableArray<CharacterRange> Ranges)
{
    public bool Contains(int codePoint)
    {
        foreach (CharacterRange range in Ranges)
        {
            if (range.First <= codePoint && codePoint <= range.Last)
                return !Negated;
        }

        return Negated;
    }
}

/// <summary>Code points from <paramref name="First"/> to <paramref name="Last"/>; none when they are in the wrong order.</summary>
internal readonly record struct CharacterRange(int First, int Last);
