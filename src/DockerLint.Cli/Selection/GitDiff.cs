using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DockerLint.Cli.Selection;

/// <summary>Reads what <c>git diff --unified=0</c> writes.</summary>
internal static class GitDiff
{
    private const string NewFile = "+++ ";
    private const string Hunk = "@@ -";

    /// <summary>The lines that are new or changed, by the path of the file from the root of the repository.</summary>
    public static ImmutableDictionary<string, ChangedLines> Parse(string diff)
    {
        var files = ImmutableDictionary.CreateBuilder<string, ChangedLines>(StringComparer.Ordinal);
        ImmutableArray<(int First, int End)>.Builder ranges = ImmutableArray.CreateBuilder<(int First, int End)>();
        string? file = null;
        int body = 0;
        foreach (string text in diff.Split('\n'))
        {
            ReadOnlySpan<char> line = text;
            if (body > 0)
            {
                // The lines of a hunk are counted, since they may look like anything; "\ No newline" is none of them.
                if (line is not ['\\', ..])
                    body--;
            }
            else if (line.StartsWith(NewFile))
            {
                End();
                file = PathOf(line[NewFile.Length..]);
            }
            else if (line.StartsWith(Hunk) && line.IndexOf(" +") is var plus and > 0)
            {
                (_, int removed) = RangeOf(line[Hunk.Length..]);
                (int first, int added) = RangeOf(line[(plus + 2)..]);
                body = removed + added;
                if (added > 0)
                    ranges.Add((first, first + added));
            }
        }

        End();
        return files.ToImmutable();

        void End()
        {
            if (file is not null)
                files[file] = ChangedLines.Of(ranges.ToImmutable());
            ranges.Clear();
        }
    }

    /// <summary><c>first,count</c>; a count of one may be left out.</summary>
    private static (int First, int Count) RangeOf(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(' ');
        text = end < 0 ? text : text[..end];
        int comma = text.IndexOf(',');
        return comma < 0 ? (Number(text), 1) : (Number(text[..comma]), Number(text[(comma + 1)..]));
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>The path after <c>+++ </c>, without <c>b/</c>; null where the file is gone.</summary>
    private static string? PathOf(ReadOnlySpan<char> text)
    {
        // After a name with a blank in it there is a tab.
        text = text.TrimEnd('\t');
        string path = text is ['"', .. var quoted, '"'] ? Unquote(quoted) : text.ToString();
        return path.StartsWith("b/", StringComparison.Ordinal) ? path[2..] : null;
    }

    /// <summary>A name in quotes has the escapes of C; octal digits are a byte of UTF-8.</summary>
    private static string Unquote(ReadOnlySpan<char> text)
    {
        List<byte> bytes = [];
        while (!text.IsEmpty)
        {
            int plain = text.IndexOf('\\');
            plain = plain < 0 ? text.Length : plain;
            bytes.AddRange(Encoding.UTF8.GetBytes(text[..plain].ToString()));
            text = text[plain..];
            switch (text)
            {
                case ['\\', >= '0' and <= '3', >= '0' and <= '7', >= '0' and <= '7', ..]:
                    bytes.Add((byte)(((text[1] - '0') << 6) | ((text[2] - '0') << 3) | (text[3] - '0')));
                    text = text[4..];
                    break;
                case ['\\', var escaped, ..]:
                    bytes.Add((byte)ControlOf(escaped));
                    text = text[2..];
                    break;
                default:
                    text = [];
                    break;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static char ControlOf(char escaped) => escaped switch
    {
        'a' => '\a',
        'b' => '\b',
        't' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        _ => escaped,
    };
}
