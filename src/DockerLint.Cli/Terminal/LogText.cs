using System.Text;

namespace DockerLint.Cli.Terminal;

/// <summary>What a program wrote for a terminal, as a line that only says what it says.</summary>
internal static class LogText
{
    private const char Escape = '\u001b';

    /// <summary>The line as it is seen in the end: what is before a carriage return was written over, and colours are left out.</summary>
    public static string Of(string line)
    {
        string seen = line.TrimEnd('\r');
        seen = seen[(seen.LastIndexOf('\r') + 1)..];
        if (!seen.Contains(Escape))
            return seen;
        var text = new StringBuilder(seen.Length);
        for (int at = 0; at < seen.Length; at++)
        {
            if (seen[at] == Escape && at + 1 < seen.Length && seen[at + 1] == '[')
                at = EndOfSequence(seen, at + 2);
            else
                text.Append(seen[at]);
        }

        return text.ToString();
    }

    /// <summary>Where a control sequence ends: parameters, then one letter (ECMA-48, 5.4).</summary>
    private static int EndOfSequence(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and <= '?')
            at++;
        return at;
    }
}
