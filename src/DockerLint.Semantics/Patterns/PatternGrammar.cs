using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;
using static Pidgin.Parser<char>;

namespace DockerLint.Semantics.Patterns;

/// <summary>The pattern languages of a Dockerfile; they share the escape, and differ in what a wildcard is.</summary>
internal static class PatternGrammar
{
    private static readonly Parser<char, int> Unit = Any.Select(static c => (int)c);

    private static readonly Parser<char, int> Pair = Map(
        static (high, low) => low.HasValue ? char.ConvertToUtf32(high, low.Value) : high,
        Any,
        Token(char.IsLowSurrogate).Optional());

    private static readonly Parser<char, int> CodePoint = Lex.Switch(static c => char.IsHighSurrogate(c) ? Pair : Unit);

    private static readonly Parser<char, GlobNode> Literal = CodePoint.Select(GlobNode.Literal);

    private static readonly Parser<char, int> Escaped = Char('\\').Then(Lex.Switch(
        static _ => CodePoint,
        atEnd: Fail<int>("nothing follows the escape '\\'")));

    private static readonly Parser<char, GlobNode> EscapedLiteral = Escaped.Select(GlobNode.Literal);

    private const string Unclosed = "the character class has no closing ']'";

    private static readonly Parser<char, int> NoCharacter = Fail<int>("a character is missing beside the '-' of the class");

    private static readonly Parser<char, int> ClassCharacter = Lex.Switch(
        static c => c switch
        {
            '-' or ']' => NoCharacter,
            '\\' => Escaped,
            _ => CodePoint,
        },
        atEnd: Fail<int>(Unclosed));

    private static readonly Parser<char, CharacterRange> Range = Map(
        static (first, last) => new CharacterRange(first, last.GetValueOrDefault(first)),
        ClassCharacter,
        Char('-').Then(ClassCharacter).Optional());

    private static readonly Parser<char, ImmutableArray<CharacterRange>> Ranges = Lex.Many(Range, static c => c != ']');

    private static readonly Parser<char, ImmutableArray<CharacterRange>> NoRanges =
        Fail<ImmutableArray<CharacterRange>>("the character class is empty");

    private static readonly Parser<char, char> Close = Char(']');

    private static readonly Parser<char, GlobNode> Class = Map(
        static (negated, ranges, _) => GlobNode.OneOf(new CharacterClass(negated.HasValue, ranges)),
        Char('[').Then(Char('^').Optional()),
        Lex.Switch(static c => c == ']' ? NoRanges : Ranges, atEnd: Fail<ImmutableArray<CharacterRange>>(Unclosed)),
        Lex.Switch(static _ => Close, atEnd: Fail<char>(Unclosed)));

    private static readonly Parser<char, GlobNode> PathOne = Any.ThenReturn(GlobNode.One(except: '/'));

    private static readonly Parser<char, GlobNode> PathRun = Any.ThenReturn(GlobNode.Run(except: '/'));

    private static readonly Parser<char, GlobNode> Directories =
        Char('*').Then(Char('/').Optional()).ThenReturn(GlobNode.Directories);

    private static readonly Parser<char, GlobNode> Star = Any.Then(Lex.Switch(
        static c => c == '*' ? Directories : Return(GlobNode.Run(except: '/')),
        atEnd: Return(GlobNode.Run(except: '/'))));

    private static readonly Parser<char, GlobNode> ShellOne = Any.ThenReturn(GlobNode.One(except: '\n'));

    private static readonly Parser<char, GlobNode> ShellRun = Any.ThenReturn(GlobNode.Run(except: '\n'));

    private static readonly Parser<char, GlobNode> BadShellEscape = Fail<GlobNode>(InvalidEscape);

    private static readonly Parser<char, GlobNode> ShellEscape = Char('\\').Then(Lex.Switch(
        static c => c is '*' or '?' or '\\' or '}' or '/' ? Literal : BadShellEscape,
        atEnd: BadShellEscape));

    /// <summary>Starts the message about an escape that a shell pattern doesn't know.</summary>
    public const string InvalidEscape = "invalid escape";

    /// <summary>Go's <c>filepath.Match</c>: <c>* ? [a-z] [^a] \</c>.</summary>
    public static readonly Parser<char, ImmutableArray<GlobNode>> Path = Lex.Many(PathNode(PathRun));

    /// <summary>The same with the <c>**</c> of <c>.dockerignore</c>, which takes a slash after it along.</summary>
    public static readonly Parser<char, ImmutableArray<GlobNode>> Ignore = Lex.Many(PathNode(Star));

    /// <summary>The patterns in <c>${name#pattern}</c> and its kin: <c>* ?</c> and escapes, no classes.</summary>
    public static readonly Parser<char, ImmutableArray<GlobNode>> Shell = Lex.Many(Lex.Switch(static c => c switch
    {
        '*' => ShellRun,
        '?' => ShellOne,
        '\\' => ShellEscape,
        _ => Literal,
    }));

    /// <summary>Patterns for any text: <c>* ? [a-z] [^a] \</c>, where only the end of a line stops a wildcard.</summary>
    public static readonly Parser<char, ImmutableArray<GlobNode>> Text = Lex.Many(Lex.Switch(static c => c switch
    {
        '*' => ShellRun,
        '?' => ShellOne,
        '[' => Class,
        '\\' => EscapedLiteral,
        _ => Literal,
    }));

    /// <summary>Parses all of <paramref name="text"/>.</summary>
    public static bool TryParse(
        Parser<char, ImmutableArray<GlobNode>> grammar,
        string text,
        [NotNullWhen(true)] out Glob? glob,
        [NotNullWhen(false)] out PatternError? error)
    {
        Result<char, ImmutableArray<GlobNode>> result = grammar.Parse(text);
        glob = result.Success ? new Glob(result.Value) : null;
        error = result.Success ? null : Explain(result.Error!, text);
        return result.Success;
    }

    private static PatternError Explain(ParseError<char> error, string text)
    {
        int at = error.ErrorOffset;
        return new PatternError(
            error.Message ?? "syntax error in pattern",
            new TextSpan(at, at < text.Length ? CodePoints.Width(text, at) : 0));
    }

    private static Parser<char, GlobNode> PathNode(Parser<char, GlobNode> star) => Lex.Switch(c => c switch
    {
        '*' => star,
        '?' => PathOne,
        '[' => Class,
        '\\' => EscapedLiteral,
        _ => Literal,
    });
}
