using System.Buffers;

namespace DockerLint.Lexing;

/// <summary>White space as Go's <c>unicode.IsSpace</c> knows it.</summary>
internal static class Spaces
{
    /// <summary>All white space.</summary>
    public static readonly SearchValues<char> All = SearchValues.Create(Characters);

    /// <summary>All white space, as a text.</summary>
    public const string Characters =
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    /// <summary>How much white space a text starts with.</summary>
    public static int Leading(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(All);
        return length < 0 ? text.Length : length;
    }

    /// <summary>The part of a text between its leading and its trailing white space.</summary>
    public static TextSpan Trim(ReadOnlySpan<char> text)
    {
        int start = Leading(text);
        return start == text.Length ? new TextSpan(start, 0) : TextSpan.Between(start, text.LastIndexOfAnyExcept(All) + 1);
    }
}
