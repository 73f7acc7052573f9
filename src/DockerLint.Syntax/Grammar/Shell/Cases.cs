using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary><c>case</c>.</summary>
internal static class Cases
{
    private static readonly Parser<char, ShellOperatorSyntax?> Break = End(2, ShellOperatorKind.CaseBreak);
    private static readonly Parser<char, ShellOperatorSyntax?> FallThrough = End(2, ShellOperatorKind.CaseFallThrough);
    private static readonly Parser<char, ShellOperatorSyntax?> Continue = End(3, ShellOperatorKind.CaseContinue);
    private static readonly Parser<char, ShellOperatorSyntax?> NoEnd = Read.Nothing<ShellOperatorSyntax?>();

    private static readonly Parser<char, Unit> Open = Read.Skip(1).ThenReturn(Unit.Value);
    private static readonly Parser<char, Unit> NotOpen = Read.Nothing<Unit>();

    /// <summary><c>case word in … esac</c></summary>
    public static readonly Parser<char, ShellCommandSyntax> Case = Compounds.Compound(static () =>
        Read.Node(
            Read.Skip("case".Length).Then(Words.Required("a word")).Before(Trivia.LineBreaks),
            Read.Expect("in").Then(Trivia.LineBreaks)
                .Then(Read.While(static rest => !rest.IsEmpty && Keywords.Ahead(rest) != Keyword.Esac, Item))
                .Before(Read.Expect("esac")),
            Redirections.Many,
            static (place, word, items, redirections) => new ShellCaseSyntax(place, word, items, redirections)));

    private static Parser<char, ShellCaseItemSyntax> Item => Read.Node(
        Read.Ahead(static rest => rest is ['(', ..] ? Open : NotOpen)
            .Then(Lex.SeparatedBy(Trivia.Blanks.Then(Words.Required("a pattern")), '|'))
            .Before(Read.Expect(")")),
        Scripts.Statements,
        Read.Ahead(ChooseEnd),
        static (place, patterns, body, end) => new ShellCaseItemSyntax(place, patterns, body, end));

    private static Parser<char, ShellOperatorSyntax?> ChooseEnd(ReadOnlySpan<char> rest) => rest switch
    {
        [';', ';', '&', ..] => Continue,
        [';', ';', ..] => Break,
        [';', '&', ..] => FallThrough,
        _ => NoEnd,
    };

    private static Parser<char, ShellOperatorSyntax?> End(int length, ShellOperatorKind kind) =>
        Scripts.Operator(length, kind).Before(Trivia.LineBreaks)!;
}
