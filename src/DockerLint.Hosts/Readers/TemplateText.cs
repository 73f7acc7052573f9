using System.Text;

namespace DockerLint.Hosts.Readers;

/// <summary>What can be read of a template of Go (https://pkg.go.dev/text/template), such as those of Helm, before it is filled in.</summary>
internal static class TemplateText
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>No YAML holds it.</summary>
    private const char Mark = '\0';

    /// <summary>
    /// A text of the same length and lines in which no action stands: a line of nothing else is blank, and what is left of
    /// others is a placeholder, <c>&lt;…&gt;</c>.
    /// </summary>
    public static string WithoutActions(string text)
    {
        var rest = new StringBuilder(text);
        int end = 0;
        for (int start; (start = text.IndexOf(Open, end, StringComparison.Ordinal)) >= 0;)
        {
            int close = text.IndexOf(Close, start, StringComparison.Ordinal);
            if (close < 0)
                break;
            end = close + Close.Length;
            // Another language: ${{ … }}.
            if (start > 0 && text[start - 1] == '$')
                continue;
            for (int i = start; i < end; i++)
            {
                if (text[i] is not ('\r' or '\n'))
                    rest[i] = Mark;
            }
        }

        string marked = rest.ToString();
        for (int start = 0; start < marked.Length;)
        {
            int length = marked.AsSpan(start).IndexOf('\n') is >= 0 and var lineEnd ? lineEnd + 1 : marked.Length - start;
            Fill(rest, start, marked.AsSpan(start, length));
            start += length;
        }

        return rest.ToString();
    }

    private static void Fill(StringBuilder text, int start, ReadOnlySpan<char> line)
    {
        bool isAlone = line.IndexOfAnyExcept(" \t\r\n\0") < 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != Mark)
                continue;
            bool isFirst = i == 0 || line[i - 1] != Mark;
            bool isLast = i + 1 == line.Length || line[i + 1] != Mark;
            text[start + i] = isAlone || (isFirst && isLast) ? ' ' : isFirst ? '<' : isLast ? '>' : '.';
        }
    }
}
