using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Here-documents: the lines after the one that asks for them.</summary>
internal static class HereDocuments
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("\\$`");

    private static readonly Parser<char, ShellWordPart> NoPart = Read.Nothing<ShellWordPart>();
    private static readonly Parser<char, ShellWordPart> Literal = Words.LiteralUntil(Stops);
    private static readonly Parser<char, ImmutableArray<ShellWordPart>> Parts = Read.FromStart(Lex.Many(Read.Ahead(Choose)));

    /// <summary>Reads all that are awaited.</summary>
    /// <param name="reading">Knows which.</param>
    /// <param name="rest">What follows the end of the line.</param>
    /// <param name="offset">Where that is.</param>
    /// <returns>The length of their lines.</returns>
    public static int ReadAll(ShellReading reading, ReadOnlySpan<char> rest, int offset)
    {
        int length = 0;
        while (reading.AwaitsHereDocuments)
            length += ReadOne(reading, reading.NextHereDocument(), rest[length..], offset + length);
        return length;
    }

    private static int ReadOne(ShellReading reading, ShellRedirectionSyntax redirection, ReadOnlySpan<char> rest, int offset)
    {
        string delimiter = redirection.Target.StaticText;
        bool stripsTabs = redirection.Operator.EndsWith("-");
        int start = 0;
        while (start < rest.Length)
        {
            int next = rest[start..].IndexOf('\n') is >= 0 and int lineLength ? start + lineLength + 1 : rest.Length;
            ReadOnlySpan<char> line = rest[start..next].TrimEnd('\n');
            if (delimiter.AsSpan().SequenceEqual(stripsTabs ? line.TrimStart('\t') : line))
            {
                Finish(reading, redirection, new TextSpan(offset, start), isTerminated: true);
                return next;
            }

            start = next;
        }

        Finish(reading, redirection, new TextSpan(offset, rest.Length), isTerminated: false);
        return rest.Length;
    }

    private static void Finish(ShellReading reading, ShellRedirectionSyntax redirection, TextSpan body, bool isTerminated)
    {
        ShellPlace place = new(reading.Text, body);
        ImmutableArray<ShellWordPart> parts = redirection.Target.IsQuoted
            ? body.Length == 0 ? [] : [new ShellLiteralSyntax(place)]
            : reading.ReadWithin(Parts, reading.Text, body, body.End);
        redirection.HereDocument = new ShellHereDocumentSyntax(place, parts, isTerminated);
    }

    private static Parser<char, ShellWordPart> Choose(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return NoPart;
        return rest[0] switch
        {
            '\\' when rest is [_, '\\' or '$' or '`' or '\n', ..] => Words.Escape,
            '$' => Expansions.Quoted(rest),
            '`' => Substitutions.Backquoted,
            _ => Literal,
        };
    }
}
