using System.Buffers;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>The shell's classes of characters and how long the tokens ahead are. All spans start at the next character.</summary>
internal static class Chars
{
    private static readonly SearchValues<char> WordStops = SearchValues.Create(" \t\n|&;()<>\"'\\$`");
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Characters that end a word: blanks, the line end and operators.</summary>
    public static bool IsMeta(char c) => c is ' ' or '\t' or '\n' or '|' or '&' or ';' or '(' or ')' or '<' or '>';

    public static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>A parameter of one character that is not a name: positional or special.</summary>
    public static bool IsSpecialParameter(char c) => c is '@' or '*' or '#' or '?' or '$' or '!' or '-' or (>= '0' and <= '9');

    /// <summary>Whether a word that ends here is whole.</summary>
    public static bool EndsWord(ReadOnlySpan<char> rest) => rest.IsEmpty || IsMeta(rest[0]) || rest is ['\\', '\n', ..];

    /// <summary>Whether a word starts: any character but an operator, or a process substitution.</summary>
    public static bool StartsWord(ReadOnlySpan<char> rest) => !rest.IsEmpty && (!IsMeta(rest[0]) || rest is ['<' or '>', '(', ..]);

    /// <summary>Whether an extended glob starts: one of <c>? * + @ !</c> before a parenthesis.</summary>
    public static bool StartsExtendedGlob(ReadOnlySpan<char> rest) => rest is ['?' or '*' or '+' or '@' or '!', '(', ..];

    /// <summary>The length of a word without quotes and expansions; 0: there is none, or something else is in the word.</summary>
    public static int PlainWord(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAny(WordStops);
        if (length <= 0)
            return length < 0 ? rest.Length : 0;
        return rest[length] switch
        {
            '"' or '\'' or '\\' or '$' or '`' => 0,
            '(' when rest[length - 1] is '=' || StartsExtendedGlob(rest[(length - 1)..]) => 0,
            '<' or '>' when length + 1 < rest.Length && rest[length + 1] == '(' => 0,
            _ => length,
        };
    }

    /// <summary>The length of the literal that a word starts or goes on with.</summary>
    public static int Literal(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAny(WordStops);
        if (length < 0)
            return rest.Length;
        return length > 1 && StartsExtendedGlob(rest[(length - 1)..]) ? length - 1 : length;
    }

    public static int Name(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || !IsNameStart(rest[0]) ? 0 : RunOf(NameCharacters, rest);

    public static int Number(ReadOnlySpan<char> rest) => RunOf(Digits, rest);

    /// <summary>The length of <c>name=</c>, <c>name+=</c> or <c>name[…]=</c>; 0: no assignment.</summary>
    public static int AssignmentTarget(ReadOnlySpan<char> rest)
    {
        int length = Name(rest);
        if (length == 0)
            return 0;
        if (length < rest.Length && rest[length] == '[')
            length += Subscript(rest[length..]);
        return rest[length..] switch
        {
            ['=', ..] => length + 1,
            ['+', '=', ..] => length + 2,
            _ => 0,
        };
    }

    /// <summary>Whether <c>name=(</c> or <c>name+=(</c> starts.</summary>
    public static bool StartsArray(ReadOnlySpan<char> rest) =>
        AssignmentTarget(rest) is > 0 and int length && length < rest.Length && rest[length] == '(';

    /// <summary>The length of what is before the operator of a redirection; 0: the operator comes first.</summary>
    public static int Descriptor(ReadOnlySpan<char> rest)
    {
        int length = Number(rest);
        if (length == 0 && rest is ['{', _, ..] && Name(rest[1..]) is > 0 and int name && rest[(1 + name)..] is ['}', ..])
            length = name + 2;
        return rest[length..] is ['<' or '>', ..] ? length : 0;
    }

    public static bool StartsRedirection(ReadOnlySpan<char> rest) => rest switch
    {
        ['<' or '>', '(', ..] => false,
        ['<' or '>', ..] or ['&', '>', ..] => true,
        [(>= '0' and <= '9') or '{', ..] => Descriptor(rest) > 0,
        _ => false,
    };

    public static int RedirectionOperator(ReadOnlySpan<char> rest) => rest switch
    {
        ['<', '<', '<' or '-', ..] or ['&', '>', '>', ..] => 3,
        ['<', '<' or '&' or '>', ..] or ['>', '>' or '&' or '|', ..] or ['&', '>', ..] => 2,
        _ => 1,
    };

    /// <summary>
    /// Whether what follows <c>((</c> is an expression: its parenthesis is closed by two together. Else they are two
    /// subshells. Only as far as an expression may reasonably go, so that hostile text is read in linear time.
    /// </summary>
    public static bool IsArithmetic(ReadOnlySpan<char> rest)
    {
        int depth = 0;
        rest = rest[..Math.Min(rest.Length, 4096)];
        for (int index = 0; index < rest.Length; index++)
        {
            switch (rest[index])
            {
                case '\\':
                    index++;
                    break;
                case '\'' or '"':
                    int close = rest[(index + 1)..].IndexOf(rest[index]);
                    if (close < 0)
                        return true;
                    index += close + 1;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case ')':
                    return index + 1 < rest.Length && rest[index + 1] == ')';
            }
        }

        return true;
    }

    /// <summary>Whether a function's name and its parentheses start.</summary>
    public static bool StartsFunction(ReadOnlySpan<char> rest)
    {
        int length = PlainWord(rest);
        return length > 0
            && rest[length..].TrimStart(" \t") is ['(', .. ReadOnlySpan<char> after]
            && after.TrimStart(" \t") is [')', ..];
    }

    /// <summary>The length of the token that an error is about.</summary>
    public static int TokenLength(ReadOnlySpan<char> rest) => rest switch
    {
        [] => 0,
        [';', ';', ..] or ['&', '&', ..] or ['|', '|', ..] => 2,
        _ => Math.Max(Math.Min(PlainWord(rest), 40), 1),
    };

    private static int RunOf(SearchValues<char> set, ReadOnlySpan<char> rest) =>
        rest.IndexOfAnyExcept(set) is >= 0 and int length ? length : rest.Length;

    private static int Subscript(ReadOnlySpan<char> rest)
    {
        int depth = 0;
        for (int index = 0; index < rest.Length && rest[index] is not (' ' or '\t' or '\n' or ';'); index++)
        {
            if (rest[index] == '[')
                depth++;
            else if (rest[index] == ']' && --depth == 0)
                return index + 1;
        }

        return 0;
    }
}
