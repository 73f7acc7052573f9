using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Texts;

/// <summary>Texts with variables that start with a dollar sign and a bracket, and have nothing in them but a name and such.</summary>
internal sealed class VariableGrammar
{
    /// <summary>No variable is longer; what is open for longer is none.</summary>
    public const int LongestVariable = 1_024;

    private static readonly SearchValues<char> s_dollar = SearchValues.Create("$");

    private readonly Parser<char, ImmutableArray<(TextSpan Span, bool IsVariable)>> _parts;

    /// <summary>A grammar.</summary>
    /// <param name="measure">The length of the variable at the start, its brackets included; 0 where there is none, or nothing closes it nearby.</param>
    public VariableGrammar(Lex.Measure measure)
    {
        Parser<char, (TextSpan, bool)> variable = Lex.Take(measure).Select(static span => (span, true));
        Parser<char, (TextSpan, bool)> dollar = Lex.One.Select(static span => (span, false));
        Parser<char, (TextSpan, bool)> literal = Lex.TakeUntil(s_dollar).Select(static span => (span, false));
        _parts = Lex.Many(Lex.Choose(rest => rest is not ['$', ..] ? literal : measure(rest) > 0 ? variable : dollar));
    }

    /// <summary>A text, its variables replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="valueOf">The value for what stands between the brackets; null or empty where it is not known.</param>
    public FilledText Fill(string text, Func<string, string?> valueOf)
    {
        var filled = new Composition();
        foreach ((TextSpan span, bool isVariable) in _parts.Parse(text).Value)
        {
            string part = text.Substring(span.Start, span.Length);
            filled.Add(!isVariable ? new(part) : valueOf(part[2..^1]) is { Length: > 0 } value ? new(value) : new FilledPiece(part, IsKnown: false));
        }

        return filled.ToText();
    }
}
