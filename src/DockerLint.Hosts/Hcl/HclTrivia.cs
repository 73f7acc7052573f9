using System.Buffers;
using DockerLint.Hosts.Lexing;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Hcl;

/// <summary>What may stand between the tokens of HCL.</summary>
internal static class HclTrivia
{
    /// <summary>White space and comments up to the end of the line.</summary>
    public static Parser<char, Unit> Blanks { get; } = Over(SearchValues.Create(" \t\r"));

    /// <summary>White space, comments and line ends.</summary>
    public static Parser<char, Unit> Lines { get; } = Over(SearchValues.Create(" \t\r\n"));

    private static Parser<char, Unit> Over(SearchValues<char> blank)
    {
        Parser<char, Unit> nothing = Tolerant.Nothing(Unit.Value);
        Parser<char, Unit> space = Lex.TakeWhile(blank).ThenReturn(Unit.Value);
        Parser<char, Unit> hash = Tolerant.Comment("#", null);
        Parser<char, Unit> line = Tolerant.Comment("//", null);
        Parser<char, Unit> block = Tolerant.Comment("/*", "*/");
        return Tolerant.Trivia(rest => rest switch
        {
            ['#', ..] => hash,
            ['/', '/', ..] => line,
            ['/', '*', ..] => block,
            [var next, ..] when blank.Contains(next) => space,
            _ => nothing,
        });
    }
}
