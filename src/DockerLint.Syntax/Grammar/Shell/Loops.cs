using System.Collections.Immutable;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Loops.</summary>
internal static class Loops
{
    /// <summary><c>while …; do …; done</c> and <c>until</c>.</summary>
    public static readonly Parser<char, ShellCommandSyntax> While = Compounds.Compound(static () =>
        Read.Node(
            Read.Skip("while".Length).Then(Scripts.Body),
            DoGroup,
            Redirections.Many,
            static (place, condition, body, redirections) => new ShellWhileSyntax(place, condition, body, redirections)));

    /// <summary><c>for</c> in its two forms and <c>select</c>.</summary>
    public static readonly Parser<char, ShellCommandSyntax> For = Compounds.Compound(static () =>
    {
        Parser<char, ShellLoopSyntax> words = ForWords;
        Parser<char, ShellLoopSyntax> arithmetic = ForArithmetic;
        return Read.Ahead(rest => rest[0] == 'f' && rest[3..].TrimStart(" \t") is ['(', '(', ..] ? arithmetic : words);
    });

    private static Parser<char, ShellLoopSyntax> ForWords => Read.Node(
        Read.Ahead(static rest => rest[0] == 'f' ? SkipFor : SkipSelect)
            .Then(Words.Required("the name of a variable"))
            .Before(Trivia.LineBreaks),
        InWords.Before(Separator),
        Repeated,
        Redirections.Many,
        static (place, variable, words, body, redirections) =>
            (ShellLoopSyntax)new ShellForSyntax(place, variable, words, body, redirections));

    private static Parser<char, ShellLoopSyntax> ForArithmetic => Read.Node(
        SkipFor.Then(Read.Token(Read.Enclosed("((", Arithmetic.Parts, "))"))).Before(Separator),
        Repeated,
        Redirections.Many,
        static (place, header, body, redirections) =>
            (ShellLoopSyntax)new ShellArithmeticForSyntax(place, header, body, redirections));

    private static readonly Parser<char, TextSpan> SkipFor = Read.Skip("for".Length);

    private static readonly Parser<char, TextSpan> SkipSelect = Read.Skip("select".Length);

    private static Parser<char, ImmutableArray<ShellWordSyntax>?> InWords
    {
        get
        {
            Parser<char, ImmutableArray<ShellWordSyntax>?> some = Read.Skip("in".Length)
                .Then(Read.While(Chars.StartsWord, Words.Token))
                .Select(static words => (ImmutableArray<ShellWordSyntax>?)words);
            Parser<char, ImmutableArray<ShellWordSyntax>?> none = Read.Nothing<ImmutableArray<ShellWordSyntax>?>();
            return Read.Ahead(rest => Keywords.Ahead(rest) == Keyword.In ? some : none);
        }
    }

    /// <summary>What may stand before the body: a semicolon and line ends.</summary>
    private static Parser<char, Unit> Separator
    {
        get
        {
            Parser<char, Unit> semicolon = Read.Skip(1).Then(Trivia.LineBreaks);
            return Read.Ahead(rest => rest is [';', ..] and not [_, ';' or '&', ..] ? semicolon : Trivia.LineBreaks);
        }
    }

    private static Parser<char, ImmutableArray<ShellStatementSyntax>> DoGroup =>
        Read.Expect("do").Then(Scripts.Body).Before(Read.Expect("done"));

    /// <summary>The body of a <c>for</c>: Bash also takes braces.</summary>
    private static Parser<char, ImmutableArray<ShellStatementSyntax>> Repeated
    {
        get
        {
            Parser<char, ImmutableArray<ShellStatementSyntax>> group = DoGroup;
            Parser<char, ImmutableArray<ShellStatementSyntax>> braces = Read.Skip(1).Then(Scripts.Body).Before(Read.Expect("}"));
            return Read.Ahead(rest => Keywords.Ahead(rest) == Keyword.OpenBrace ? braces : group);
        }
    }
}
