using System.Collections.Immutable;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Groups and conditions.</summary>
internal static class Compounds
{
    /// <summary><c>(…)</c></summary>
    public static readonly Parser<char, ShellCommandSyntax> Subshell =
        Grouped(static () => Read.Token(Read.Enclosed("(", Scripts.Body, ")")));

    /// <summary><c>{ …; }</c></summary>
    public static readonly Parser<char, ShellCommandSyntax> Group =
        Grouped(static () => Read.Skip(1).Then(Scripts.Body).Before(Read.Expect("}")));

    /// <summary><c>if …; then …; fi</c></summary>
    public static readonly Parser<char, ShellCommandSyntax> If = Compound(static () => Read.Node(
        Clause("if"),
        Read.While(static rest => Keywords.Ahead(rest) == Keyword.Elif, Clause("elif")),
        Else.Before(Read.Expect("fi")),
        Redirections.Many,
        static (place, first, more, otherwise, redirections) =>
            new ShellIfSyntax(place, [first, .. more], otherwise, redirections)));

    private static Parser<char, ImmutableArray<ShellStatementSyntax>> Else
    {
        get
        {
            Parser<char, ImmutableArray<ShellStatementSyntax>> some = Read.Skip("else".Length).Then(Scripts.Body);
            Parser<char, ImmutableArray<ShellStatementSyntax>> none = Parser<char>.Return(ImmutableArray<ShellStatementSyntax>.Empty);
            return Read.Ahead(rest => Keywords.Ahead(rest) == Keyword.Else ? some : none);
        }
    }

    /// <summary>A command that may hold itself.</summary>
    public static Parser<char, ShellCommandSyntax> Compound<T>(Func<Parser<char, T>> parser) where T : ShellCommandSyntax =>
        Read.Deeper(parser, ShellSimpleCommandSyntax.Missing);

    private static Parser<char, ShellCommandSyntax> Grouped(Func<Parser<char, ImmutableArray<ShellStatementSyntax>>> statements) =>
        Compound(() => Read.Node(
            statements(),
            Redirections.Many,
            static (place, statements, redirections) => new ShellGroupSyntax(place, statements, redirections)));

    private static Parser<char, ShellIfClauseSyntax> Clause(string keyword) => Read.Node(
        Read.Skip(keyword.Length).Then(Scripts.Body),
        Read.Expect("then").Then(Scripts.Body),
        static (place, condition, body) => new ShellIfClauseSyntax(place, condition, body));
}
