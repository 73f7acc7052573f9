using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Tests;

/// <summary>A text in which <c>[|…|]</c> marks what must be found.</summary>
internal static class Marked
{
    /// <summary>The text without the marks, and the spans that they marked.</summary>
    public static (string Text, ImmutableArray<TextSpan> Spans) Read(string marked)
    {
        var text = new StringBuilder();
        ImmutableArray<TextSpan>.Builder spans = ImmutableArray.CreateBuilder<TextSpan>();
        int start = 0;
        for (int i = 0; i < marked.Length; i++)
        {
            switch (marked.AsSpan(i))
            {
                case ['[', '|', ..]:
                    start = text.Length;
                    i++;
                    break;
                case ['|', ']', ..]:
                    spans.Add(TextSpan.Between(start, text.Length));
                    i++;
                    break;
                default:
                    text.Append(marked[i]);
                    break;
            }
        }

        return (text.ToString(), spans.DrainToImmutable());
    }

    /// <summary>The text, and the same with CRLF and a byte order mark.</summary>
    public static IEnumerable<string> Forms(string marked)
    {
        yield return marked;
        yield return '\uFEFF' + marked.ReplaceLineEndings("\r\n");
    }
}
