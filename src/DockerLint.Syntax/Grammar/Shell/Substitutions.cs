using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Scripts within words.</summary>
internal static class Substitutions
{
    /// <summary><c>$(…)</c></summary>
    public static readonly Parser<char, ShellWordPart> Command = Read.Deeper(
        static () => Read.Node(
            Read.Enclosed("$(", Scripts.Statements, ")"),
            static (place, statements) => new ShellCommandSubstitutionSyntax(place, statements)),
        ShellLiteralSyntax.Missing);

    /// <summary><c>&lt;(…)</c> or <c>&gt;(…)</c></summary>
    public static readonly Parser<char, ShellWordPart> Process = Read.Deeper(
        static () =>
        {
            Parser<char, ShellProcessSubstitutionSyntax> input = InParentheses("<(");
            Parser<char, ShellProcessSubstitutionSyntax> output = InParentheses(">(");
            return Read.Ahead(rest => rest[0] == '<' ? input : output);
        },
        ShellLiteralSyntax.Missing);

    /// <summary><c>`…`</c></summary>
    public static readonly Parser<char, ShellWordPart> Backquoted = InBackquotes(isQuoted: false);

    /// <summary><c>`…`</c> between double quotes, where a backslash also goes from before a double quote.</summary>
    public static readonly Parser<char, ShellWordPart> BackquotedInQuotes = InBackquotes(isQuoted: true);

    private static Parser<char, ShellProcessSubstitutionSyntax> InParentheses(string open) =>
        Read.Node(
            Read.Enclosed(open, Scripts.Statements, ")"),
            static (place, statements) => new ShellProcessSubstitutionSyntax(place, statements));

    private static Parser<char, ShellWordPart> InBackquotes(bool isQuoted) => Read.Deeper(
        () => Read.Node(
            Read.Enclosed(
                "`",
                Read.Within(Lex.Take(LengthToBackquote), (text, part) => Unescape(text, part, isQuoted), Scripts.Script),
                "`"),
            static (place, statements) => new ShellCommandSubstitutionSyntax(place, statements)),
        ShellLiteralSyntax.Missing);

    private static int LengthToBackquote(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && rest[length] != '`')
            length += rest[length] == '\\' ? 2 : 1;
        return Math.Min(length, rest.Length);
    }

    /// <summary>The text without the backslashes that the shell takes away before it reads what is between backquotes.</summary>
    private static (LogicalText Text, TextSpan Part) Unescape(LogicalText text, TextSpan part, bool isQuoted)
    {
        ImmutableArray<TextSpan>.Builder? kept = null;
        ReadOnlySpan<char> content = text.Span.Slice(part.Start, part.Length);
        int start = 0;
        for (int index = 0; index < content.Length - 1; index++)
        {
            if (content[index] != '\\')
                continue;
            if (content[index + 1] is '$' or '`' or '\\' || (isQuoted && content[index + 1] == '"'))
            {
                (kept ??= ImmutableArray.CreateBuilder<TextSpan>()).Add(TextSpan.Between(part.Start + start, part.Start + index));
                start = index + 1;
            }

            index++;
        }

        if (kept is null)
            return (text, part);
        kept.Add(TextSpan.Between(part.Start + start, part.End));
        LogicalText unescaped = text.Pick(kept.DrainToImmutable());
        return (unescaped, new TextSpan(0, unescaped.Length));
    }
}
