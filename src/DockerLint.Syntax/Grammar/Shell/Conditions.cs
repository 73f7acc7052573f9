using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary><c>[[ … ]]</c> and <c>((…))</c>.</summary>
internal static class Conditions
{
    private static readonly Parser<char, ShellNode> And = Operator(2, ShellOperatorKind.And);
    private static readonly Parser<char, ShellNode> Or = Operator(2, ShellOperatorKind.Or);
    private static readonly Parser<char, ShellNode> Open = Operator(1, ShellOperatorKind.Open);
    private static readonly Parser<char, ShellNode> Close = Operator(1, ShellOperatorKind.Close);
    private static readonly Parser<char, ShellNode> Less = Operator(1, ShellOperatorKind.Less);
    private static readonly Parser<char, ShellNode> Greater = Operator(1, ShellOperatorKind.Greater);
    private static readonly Parser<char, ShellNode> Word = Words.Token.Cast<ShellNode>();

    private static readonly Parser<char, ShellNode> Match = Read.Node<ShellWordSyntax, ShellNode>(
        Read.Skip(2).Then(Patterns.Expression), static (place, expression) => new ShellMatchSyntax(place, expression));

    /// <summary><c>[[ … ]]</c></summary>
    public static readonly Parser<char, ShellCommandSyntax> Test = Compounds.Compound(static () =>
        Read.Node(
            Read.Skip(2).Then(Trivia.LineBreaks)
                .Then(Read.Some("a condition", Read.While(StartsItem, Read.Ahead(ChooseItem).Before(Trivia.LineBreaks))))
                .Before(Read.Expect("]]")),
            Redirections.Many,
            static (place, items, redirections) => new ShellTestSyntax(place, items, redirections)));

    /// <summary><c>((…))</c></summary>
    public static readonly Parser<char, ShellCommandSyntax> ArithmeticCommand = Compounds.Compound(static () =>
        Read.Node(
            Read.Token(Read.Enclosed("((", Arithmetic.Parts, "))")),
            Redirections.Many,
            static (place, parts, redirections) => new ShellArithmeticCommandSyntax(place, parts, redirections)));

    private static bool StartsItem(ReadOnlySpan<char> rest) => rest switch
    {
        [] or [';', ..] => false,
        [']', ']', ..] => !Chars.EndsWord(rest[2..]),
        ['&' or '|', ..] => rest is [_, char second, ..] && second == rest[0],
        _ => true,
    };

    private static Parser<char, ShellNode> ChooseItem(ReadOnlySpan<char> rest) => rest switch
    {
        ['&', ..] => And,
        ['|', ..] => Or,
        ['(', ..] => Open,
        [')', ..] => Close,
        ['<', not '(', ..] => Less,
        ['>', not '(', ..] => Greater,
        ['=', '~', ' ' or '\t', ..] => Match,
        _ => Word,
    };

    private static Parser<char, ShellNode> Operator(int length, ShellOperatorKind kind) =>
        Scripts.Operator(length, kind).Cast<ShellNode>();
}
