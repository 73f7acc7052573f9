namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Words that mean something where a command may start, and only there.</summary>
internal enum Keyword
{
    None,
    Not,
    Time,
    OpenBrace,
    CloseBrace,
    Test,
    If,
    Then,
    Elif,
    Else,
    Fi,
    For,
    Select,
    While,
    Until,
    Do,
    Done,
    Case,
    In,
    Esac,
    Function,
}

/// <summary>Recognizes them.</summary>
internal static class Keywords
{
    private const int Longest = 8;

    /// <summary>The keyword ahead; it must be a whole word.</summary>
    public static Keyword Ahead(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && length <= Longest && MayHold(rest[length]))
            length++;
        if (length is 0 or > Longest || !Chars.EndsWord(rest[length..]))
            return Keyword.None;
        return rest[..length] switch
        {
            "!" => Keyword.Not,
            "time" => IsTime(rest[length..]) ? Keyword.Time : Keyword.None,
            "{" => Keyword.OpenBrace,
            "}" => Keyword.CloseBrace,
            "[[" => Keyword.Test,
            "if" => Keyword.If,
            "then" => Keyword.Then,
            "elif" => Keyword.Elif,
            "else" => Keyword.Else,
            "fi" => Keyword.Fi,
            "for" => Keyword.For,
            "select" => Keyword.Select,
            "while" => Keyword.While,
            "until" => Keyword.Until,
            "do" => Keyword.Do,
            "done" => Keyword.Done,
            "case" => Keyword.Case,
            "in" => Keyword.In,
            "esac" => Keyword.Esac,
            "function" => Keyword.Function,
            _ => Keyword.None,
        };
    }

    /// <summary>Whether a keyword is ahead that ends the statements before it.</summary>
    public static bool Ends(ReadOnlySpan<char> rest) => Ahead(rest) is Keyword.CloseBrace or Keyword.Then or Keyword.Elif
        or Keyword.Else or Keyword.Fi or Keyword.Do or Keyword.Done or Keyword.Esac;

    private static bool MayHold(char c) => char.IsAsciiLetterLower(c) || c is '!' or '{' or '}' or '[';

    /// <summary>Bash's <c>time</c> takes a pipeline and <c>-p</c>; with other options it is the program of that name.</summary>
    private static bool IsTime(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> next = rest.TrimStart(" \t");
        return (Chars.StartsWord(next) && (next[0] != '-' || IsPosixOption(next))) || next is ['(', ..];
    }

    private static bool IsPosixOption(ReadOnlySpan<char> rest) => rest is ['-', 'p', ..] && Chars.EndsWord(rest[2..]);
}
