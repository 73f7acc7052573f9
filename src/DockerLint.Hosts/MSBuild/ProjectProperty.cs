using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using Pidgin;

namespace DockerLint.Hosts.MSBuild;

/// <summary>A property of an MSBuild file, or an entry of one that is a list.</summary>
/// <param name="Name">Its name, of which the case does not count.</param>
/// <param name="Text">Its value as it is written.</param>
/// <param name="Span">Where the value stands.</param>
internal sealed record ProjectProperty(string Name, string Text, TextSpan Span)
{
    private const int LongestVariable = 1_024;

    private static readonly SearchValues<char> s_dollar = SearchValues.Create("$");

    private static readonly Parser<char, ImmutableArray<(TextSpan Span, bool IsVariable)>> s_parts = Lex.Many(Parts());

    /// <summary>A property of a file; null where it has no value.</summary>
    public static ProjectProperty? Create(string name, TextSpan span, SourceText source) =>
        span.Length == 0 ? null : new ProjectProperty(name, source.Slice(span).ToString(), span);

    /// <summary>Whether it has that name.</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The entries of a list.</summary>
    public IEnumerable<ProjectProperty> Entries()
    {
        int start = 0;
        foreach (string part in Text.Split(';'))
        {
            string entry = part.Trim();
            if (entry.Length > 0)
                yield return this with { Text = entry, Span = new TextSpan(Span.Start + start + part.IndexOf(entry, StringComparison.Ordinal), entry.Length) };
            start += part.Length + 1;
        }
    }

    /// <summary>Its value, the variables in it replaced as far as they are known.</summary>
    public FilledText Fill(Func<string, string?> variables)
    {
        var filled = new Composition();
        foreach ((TextSpan span, bool isVariable) in s_parts.Parse(Text).Value)
        {
            string part = Text.Substring(span.Start, span.Length);
            filled.Add(!isVariable ? part : variables(part[2..^1]) is { Length: > 0 } value ? value : null);
        }

        return filled.ToText();
    }

    private static Parser<char, (TextSpan Span, bool IsVariable)> Parts()
    {
        Parser<char, (TextSpan, bool)> variable = Lex.Take(Measure).Select(static span => (span, true));
        Parser<char, (TextSpan, bool)> dollar = Lex.One.Select(static span => (span, false));
        Parser<char, (TextSpan, bool)> literal = Lex.TakeUntil(s_dollar).Select(static span => (span, false));
        return Lex.Choose(rest => rest is not ['$', ..] ? literal : Measure(rest) > 0 ? variable : dollar);
    }

    /// <summary>The length of <c>$( … )</c> at the start; 0 where there is none, or nothing closes it nearby.</summary>
    private static int Measure(ReadOnlySpan<char> rest)
    {
        if (rest is not ['$', '(', ..])
            return 0;
        int depth = 0;
        for (int position = 1; position < Math.Min(rest.Length, LongestVariable); position++)
        {
            if (rest[position] == '(')
                depth++;
            else if (rest[position] == ')' && --depth == 0)
                return position + 1;
        }

        return 0;
    }
}
