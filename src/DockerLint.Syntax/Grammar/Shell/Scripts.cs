using System.Collections.Immutable;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Pipelines, the statements that they make, and the whole.</summary>
internal static class Scripts
{
    private static readonly Parser<char, ShellOperatorSyntax> Not = Operator(1, ShellOperatorKind.Not);
    private static readonly Parser<char, ShellOperatorSyntax> And = Operator(2, ShellOperatorKind.And);
    private static readonly Parser<char, ShellOperatorSyntax> Or = Operator(2, ShellOperatorKind.Or);
    private static readonly Parser<char, ShellOperatorSyntax> Pipe = Operator(1, ShellOperatorKind.Pipe);
    private static readonly Parser<char, ShellOperatorSyntax> PipeBoth = Operator(2, ShellOperatorKind.PipeBoth);
    private static readonly Parser<char, ShellOperatorSyntax?> Semicolon =
        Operator(1, ShellOperatorKind.Semicolon).Before(Trivia.LineBreaks)!;

    private static readonly Parser<char, ShellOperatorSyntax?> Background =
        Operator(1, ShellOperatorKind.Background).Before(Trivia.LineBreaks)!;

    private static readonly Parser<char, ShellOperatorSyntax?> NoTerminator = Read.Nothing<ShellOperatorSyntax?>();
    private static readonly Parser<char, ShellOperatorSyntax?> LineEnd = Trivia.LineBreaks.Then(NoTerminator);

    private static readonly Parser<char, ShellOperatorSyntax?> Unterminated =
        Read.Missing<ShellOperatorSyntax?>("the end of the command", static _ => null);

    private static readonly Parser<char, ShellOperatorSyntax> Time = Read.Token(Read.Node(
        static rest => rest[4..].TrimStart(" \t") is ['-', 'p', ..] and var option ? rest.Length - option.Length + 2 : 4,
        static place => new ShellOperatorSyntax(place, ShellOperatorKind.Time)));

    private static readonly Parser<char, ImmutableArray<ShellOperatorSyntax>> Prefixes = Read.While(
        static rest => rest is ['!' or 't', ..] && Keywords.Ahead(rest) is Keyword.Not or Keyword.Time,
        Read.Ahead(static rest => rest[0] == '!' ? Not : Time));

    private static readonly Parser<char, ImmutableArray<(ShellOperatorSyntax, ShellCommandSyntax)>> Piped = Read.While(
        static rest => rest is ['|', ..] and not [_, '|', ..],
        Parser.Map(
            static (sign, command) => (sign, command),
            Read.Ahead(static rest => rest is [_, '&', ..] ? PipeBoth : Pipe).Before(Trivia.LineBreaks),
            Commands.Command));

    private static readonly Parser<char, ShellPipelineSyntax> Pipeline = Read.Node(
        Prefixes,
        Commands.Command,
        Piped,
        static (place, prefixes, first, rest) => new ShellPipelineSyntax(place, prefixes, first, rest));

    private static readonly Parser<char, ImmutableArray<(ShellOperatorSyntax, ShellPipelineSyntax)>> Joined = Read.While(
        static rest => rest is ['&', '&', ..] or ['|', '|', ..],
        Parser.Map(
            static (sign, pipeline) => (sign, pipeline),
            Read.Ahead(static rest => rest[0] == '&' ? And : Or).Before(Trivia.LineBreaks),
            Pipeline));

    private static readonly Parser<char, ShellStatementSyntax> Statement = Read.Node(
        Pipeline,
        Joined,
        Read.Ahead(Terminator),
        static (place, first, rest, end) => new ShellStatementSyntax(place, first, rest, end));

    /// <summary>Statements, possibly none, up to what closes that which they stand in.</summary>
    public static readonly Parser<char, ImmutableArray<ShellStatementSyntax>> Statements =
        Trivia.Blanks.Then(Trivia.LineBreaks).Then(Read.While(static rest => !EndsStatements(rest), Statement));

    /// <summary>Statements where there must be one.</summary>
    public static readonly Parser<char, ImmutableArray<ShellStatementSyntax>> Body = Read.Some("a command", Statements);

    /// <summary>The whole text.</summary>
    public static readonly Parser<char, ImmutableArray<ShellStatementSyntax>> Script = Statements.Before(
        Read.Ahead(static rest => rest.IsEmpty ? NoTerminator : Unterminated));

    /// <summary>An operator as a token; the caller has seen it.</summary>
    public static Parser<char, ShellOperatorSyntax> Operator(int length, ShellOperatorKind kind) =>
        Read.Token(Read.Node(_ => length, place => new ShellOperatorSyntax(place, kind)));

    private static bool EndsStatements(ReadOnlySpan<char> rest) =>
        rest is [] or [')', ..] or [';', ';' or '&', ..] || Keywords.Ends(rest);

    private static Parser<char, ShellOperatorSyntax?> Terminator(ReadOnlySpan<char> rest)
    {
        if (EndsStatements(rest))
            return NoTerminator;
        return rest[0] switch
        {
            ';' => Semicolon,
            '&' => Background,
            '\n' => LineEnd,
            _ => Unterminated,
        };
    }
}
