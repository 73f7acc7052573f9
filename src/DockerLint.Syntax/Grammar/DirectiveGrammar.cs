using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Syntax.Grammar;

/// <summary>The parser directives at the top of a file (Dockerfile reference, "Parser directives").</summary>
internal static class DirectiveGrammar
{
    private static readonly Parser<char, TextSpan> s_spaces = Lex.TakeWhile(Spaces.All);

    /// <summary>What a directive stands in: a comment of a Dockerfile.</summary>
    public const string HashComment = "#";

    /// <summary>What else it may stand in where another frontend is to read the file.</summary>
    public const string SlashComment = "//";

    private static readonly Parser<char, (TextSpan Name, TextSpan Value)> s_inHash = Directive(HashComment);
    private static readonly Parser<char, (TextSpan Name, TextSpan Value)> s_inSlash = Directive(SlashComment);

    /// <summary>The directives, in order; what is refused about them goes to the frame.</summary>
    /// <remarks>
    /// The first line that is no known directive ends them. A first line <c>#!</c> is passed over, but ends the
    /// search for <c>escape</c>; only <c>escape</c> may be indented.
    /// </remarks>
    public static ImmutableArray<DirectiveSyntax> Parse(DocumentFrame frame, string comment = HashComment)
    {
        Parser<char, (TextSpan Name, TextSpan Value)> grammar = comment == HashComment ? s_inHash : s_inSlash;
        ImmutableArray<DirectiveSyntax>.Builder directives = ImmutableArray.CreateBuilder<DirectiveSyntax>();
        string text = frame.Source.Value;
        int start = StartOf(text);
        bool escapeMayCome = start <= 1;
        for (; start < text.Length; start = EndOfLine(text, start) + 1)
        {
            ReadOnlySpan<char> line = text.AsSpan(start..EndOfLine(text, start));
            if (!line[Spaces.Leading(line)..].StartsWith(comment))
                break;
            Result<char, (TextSpan Name, TextSpan Value)> result = grammar.Parse(line);
            if (!result.Success)
                break;
            (TextSpan nameSpan, TextSpan valueSpan) = result.Value;
            string name = line.Slice(nameSpan.Start, nameSpan.Length).ToString().ToLowerInvariant();
            if (name is not ("escape" or "syntax" or "check"))
                break;
            int indent = Spaces.Leading(line);
            if (name == "escape" ? !escapeMayCome : indent > 0)
                continue;
            var directive = new DirectiveSyntax(
                TextSpan.Between(start + indent, start + line.TrimEnd('\r').Length),
                name,
                nameSpan.Shift(start),
                line.Slice(valueSpan.Start, valueSpan.Length).ToString(),
                valueSpan.Shift(start));
            Check(directive, directives, frame);
            directives.Add(directive);
        }

        return directives.DrainToImmutable();
    }

    /// <summary>Where the first line starts that may hold a directive: after a byte order mark and a line <c>#!</c>.</summary>
    public static int StartOf(string text)
    {
        int start = text.StartsWith('\uFEFF') ? 1 : 0;
        return text.AsSpan(start).StartsWith("#!") ? Math.Min(EndOfLine(text, start) + 1, text.Length) : start;
    }

    private static Parser<char, (TextSpan Name, TextSpan Value)> Directive(string comment) => Map(
        static (_, name, _, value) => (name, value),
        s_spaces.Then(String(comment)).Then(s_spaces),
        Lex.Take(MeasureName, minimum: 1).Before(s_spaces),
        Char('=').Then(s_spaces),
        Lex.Take(static rest => Spaces.Trim(rest).End, minimum: 1));

    private static void Check(
        DirectiveSyntax directive, ImmutableArray<DirectiveSyntax>.Builder earlier, DocumentFrame frame)
    {
        if (earlier.Any(other => other.Name == directive.Name))
        {
            frame.Errors.Add(new SyntaxError(
                BuildPhase.Parse, directive.Span, $"the directive '{directive.Name}' is given twice; keep one"));
        }
        else if (directive is { Name: "escape", Value: not ("\\" or "`") })
        {
            frame.Errors.Add(new SyntaxError(
                BuildPhase.Parse, directive.ValueSpan, $"'{directive.Value}' cannot be the escape character; use \\ or `"));
        }
    }

    private static int MeasureName(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || !char.IsAsciiLetter(rest[0]))
            return 0;
        int length = 1;
        while (length < rest.Length && char.IsAsciiLetterOrDigit(rest[length]))
            length++;
        return length;
    }

    private static int EndOfLine(string text, int start)
    {
        int end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }
}
