using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Definitions of functions; their body may be any command, as dash has it.</summary>
internal static class Functions
{
    /// <summary><c>name() …</c></summary>
    public static readonly Parser<char, ShellCommandSyntax> Parenthesized =
        Compounds.Compound(static () => Definition(Words.Token, Parentheses));

    /// <summary><c>function name …</c>, with or without parentheses.</summary>
    public static readonly Parser<char, ShellCommandSyntax> Keyworded = Compounds.Compound(static () =>
    {
        Parser<char, Unit> parentheses = Parentheses;
        return Definition(
            Read.Skip("function".Length).Then(Words.Required("the name of a function")),
            Read.Ahead(rest => rest is ['(', ..] ? parentheses : Trivia.Blanks));
    });

    private static Parser<char, Unit> Parentheses => Read.Skip(1).Then(Read.Expect(")"));

    private static Parser<char, ShellFunctionSyntax> Definition(
        Parser<char, ShellWordSyntax> name, Parser<char, Unit> parentheses) => Read.Node(
            name.Before(parentheses).Before(Trivia.LineBreaks),
            Commands.Command,
            static (place, word, body) => new ShellFunctionSyntax(place, word, body));
}
