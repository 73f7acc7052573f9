using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;
using static Pidgin.Parser<char>;

namespace DockerLint.Configuration.EditorConfig;

/// <summary>A line that says something: a section, or a property.</summary>
/// <param name="Name">What is in the brackets; the key.</param>
/// <param name="Value">The value of a property; null for a section.</param>
internal readonly record struct EditorConfigLine(TextSpan Name, TextSpan? Value);

/// <summary>
/// The lines of <c>.editorconfig</c> (EditorConfig specification 0.17, "File Format"). As in older versions and in
/// .NET, a <c>:</c> may stand for <c>=</c>, and a comment may follow a value after a blank. A line that is none of
/// these says nothing.
/// </summary>
internal static class EditorConfigGrammar
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");
    private static readonly SearchValues<char> BlanksAndLineEnds = SearchValues.Create(" \t\v\f\r\n\uFEFF");
    private static readonly SearchValues<char> KeyEnds = SearchValues.Create("=:\r\n");

    private static readonly Parser<char, TextSpan> RestOfLine = Lex.TakeUntil(LineEnds);
    private static readonly Parser<char, EditorConfigLine?> Nothing = RestOfLine.ThenReturn((EditorConfigLine?)null);

    private static readonly Parser<char, EditorConfigLine?> Section = Map(
        static (_, name, _, _) => (EditorConfigLine?)new EditorConfigLine(name, null), Any, Lex.Take(NameLength), Any, RestOfLine);

    private static readonly Parser<char, EditorConfigLine?> Property = Map(
        static (key, _, _, value, _) => (EditorConfigLine?)new EditorConfigLine(key, value),
        Lex.Take(KeyLength),
        Lex.TakeUntil(KeyEnds),
        Any.Then(Lex.Take(static rest => CountBlanks(rest))),
        Lex.Take(ValueLength),
        RestOfLine);

    private static readonly Parser<char, EditorConfigLine?> Line = Lex.Choose(static rest => rest switch
    {
        ['#' or ';', ..] => Nothing!,
        ['[', ..] => NameLength(rest[1..]) > 0 ? Section! : Nothing!,
        _ => KeyLength(rest) > 0 ? Property! : Nothing!,
    });

    private static readonly Parser<char, TextSpan> Gap = Lex.TakeWhile(BlanksAndLineEnds);

    /// <summary>The lines that say something, in order.</summary>
    public static readonly Parser<char, ImmutableArray<EditorConfigLine?>> File =
        Gap.Then(Lex.Many(Line.Before(Gap))).Before(End);

    /// <summary>Length of a section's name: up to the first <c>]</c> that only a comment follows; 0 where there is none.</summary>
    private static int NameLength(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> line = LineOf(rest);
        for (int at = line.IndexOf(']'); at >= 0;)
        {
            if (line[(at + 1)..].TrimStart() is [] or ['#' or ';', ..])
                return at;
            int next = line[(at + 1)..].IndexOf(']');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return 0;
    }

    /// <summary>Length of a key; 0 where no <c>=</c> follows.</summary>
    private static int KeyLength(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(KeyEnds);
        return end < 0 || rest[end] is '\r' or '\n' ? 0 : rest[..end].TrimEnd().Length;
    }

    /// <summary>Length of a value, without the blanks and the comment after it.</summary>
    private static int ValueLength(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> line = LineOf(rest);
        for (int at = 0; at < line.Length; at++)
        {
            if (line[at] is '#' or ';' && (at == 0 || char.IsWhiteSpace(line[at - 1])))
                return line[..at].TrimEnd().Length;
        }

        return line.TrimEnd().Length;
    }

    private static int CountBlanks(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> line = LineOf(rest);
        return line.Length - line.TrimStart().Length;
    }

    private static ReadOnlySpan<char> LineOf(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(LineEnds);
        return end < 0 ? rest : rest[..end];
    }
}
