using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Devcontainer;

/// <summary>
/// The variables of devcontainer.json: <c>${localEnv:NAME}</c>, with a default after another colon, and others that are
/// known only where the container is made (https://containers.dev/implementors/json_reference/#variables-in-devcontainerjson).
/// </summary>
internal static class DevcontainerVariables
{
    private const int LongestVariable = 1_024;

    private static readonly SearchValues<char> s_dollar = SearchValues.Create("$");

    private static readonly Parser<char, ImmutableArray<(TextSpan Span, bool IsVariable)>> s_parts = Lex.Many(Parts());

    /// <summary>A text, its variables replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The values of variables of the environment; null where they have none.</param>
    public static FilledText Fill(string text, Func<string, string?> variables)
    {
        var filled = new Composition();
        foreach ((TextSpan span, bool isVariable) in s_parts.Parse(text).Value)
        {
            string part = text.Substring(span.Start, span.Length);
            filled.Add(!isVariable ? part : ValueOf(part[2..^1].Split(':', 3), variables) is { Length: > 0 } value ? value : null);
        }

        return filled.ToText();
    }

    private static string? ValueOf(string[] variable, Func<string, string?> variables) => variable switch
    {
        ["localEnv" or "env", var name, .. var rest] => variables(name) ?? (rest is [var initial] ? initial : null),
        _ => null,
    };

    private static Parser<char, (TextSpan Span, bool IsVariable)> Parts()
    {
        Parser<char, (TextSpan, bool)> variable = Lex.Take(Measure).Select(static span => (span, true));
        Parser<char, (TextSpan, bool)> dollar = Lex.One.Select(static span => (span, false));
        Parser<char, (TextSpan, bool)> literal = Lex.TakeUntil(s_dollar).Select(static span => (span, false));
        return Lex.Choose(rest => rest is not ['$', ..] ? literal : Measure(rest) > 0 ? variable : dollar);
    }

    /// <summary>The length of the variable at the start; 0 where it is none, or not closed nearby.</summary>
    private static int Measure(ReadOnlySpan<char> rest) =>
        rest is ['$', '{', ..] ? rest[..Math.Min(rest.Length, LongestVariable)].IndexOf('}') + 1 : 0;
}
