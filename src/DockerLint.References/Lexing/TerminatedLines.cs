using Pidgin;

namespace DockerLint.Lexing;

/// <summary>Lines up to one that says that they end.</summary>
/// <param name="Body">The lines, their line ends included.</param>
/// <param name="Terminator">The line that ends them, without its line end; empty where there is none.</param>
/// <param name="IsTerminated">Whether it was found.</param>
internal readonly record struct TerminatedLines(TextSpan Body, TextSpan Terminator, bool IsTerminated)
{
    /// <summary>Reads lines from the start of one to the end of the one that is <paramref name="terminator"/>.</summary>
    /// <param name="terminator">The whole line that ends them.</param>
    /// <param name="ignoresTabs">Whether that line may be indented by tabs.</param>
    /// <param name="isOutside">
    /// Where the terminator is missing, the lines end before the first of which this is true, so that what follows
    /// is not lost.
    /// </param>
    /// <param name="laterLines">What is known of the text that is read.</param>
    public static Parser<char, TerminatedLines> Parser(
        string terminator, bool ignoresTabs, Lex.Look isOutside, LaterLines laterLines) =>
        new LinesParser(terminator, ignoresTabs, isOutside, laterLines);

    private sealed class LinesParser(string terminator, bool ignoresTabs, Lex.Look isOutside, LaterLines laterLines)
        : Parser<char, TerminatedLines>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out TerminatedLines result)
        {
            int start = (int)state.Location;
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            bool mayEnd = laterLines.MayHold(terminator.AsSpan().TrimStart('\t'), start);
            int outside = -1;
            for (int lineStart = 0; lineStart < rest.Length;)
            {
                int newLine = rest[lineStart..].IndexOf('\n');
                int lineEnd = newLine < 0 ? rest.Length : lineStart + newLine;
                ReadOnlySpan<char> line = rest[lineStart..lineEnd].TrimEnd('\r');
                if ((ignoresTabs ? line.TrimStart('\t') : line).SequenceEqual(terminator))
                {
                    result = new TerminatedLines(
                        new TextSpan(start, lineStart), new TextSpan(start + lineStart, line.Length), true);
                    state.Advance(lineEnd);
                    return true;
                }

                if (outside < 0 && isOutside(line))
                    outside = lineStart;
                if (outside >= 0 && !mayEnd)
                    break;
                lineStart = lineEnd + 1;
            }

            laterLines.Remember(rest, start);

            int length = outside < 0 ? rest.Length : outside;
            result = new TerminatedLines(new TextSpan(start, length), new TextSpan(start + length, 0), false);
            state.Advance(length);
            return true;
        }
    }
}
