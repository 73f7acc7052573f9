using DockerLint.Hosts.Texts;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.MSBuild;

/// <summary>A property of an MSBuild file, or an entry of one that is a list.</summary>
/// <param name="Name">Its name, of which the case does not count.</param>
/// <param name="Text">Its value as it is written.</param>
/// <param name="Span">Where the value stands.</param>
internal sealed record ProjectProperty(string Name, string Text, TextSpan Span)
{
    private static readonly VariableGrammar s_grammar = new(Measure);

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
    public FilledText Fill(Func<string, string?> variables) => s_grammar.Fill(Text, variables);

    /// <summary>The length of <c>$( … )</c> at the start; 0 where there is none, or nothing closes it nearby.</summary>
    private static int Measure(ReadOnlySpan<char> rest)
    {
        if (rest is not ['$', '(', ..])
            return 0;
        int depth = 0;
        for (int position = 1; position < Math.Min(rest.Length, VariableGrammar.LongestVariable); position++)
        {
            if (rest[position] == '(')
                depth++;
            else if (rest[position] == ')' && --depth == 0)
                return position + 1;
        }

        return 0;
    }
}
