using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>What stands between tokens.</summary>
internal static class Trivia
{
    /// <summary>Blanks, joined lines and a comment; possibly nothing.</summary>
    public static readonly Parser<char, Unit> Blanks = new TriviaParser(lineEnds: false);

    /// <summary>The same and line ends, each with the here-documents that start after it.</summary>
    public static readonly Parser<char, Unit> LineBreaks = new TriviaParser(lineEnds: true);

    private sealed class TriviaParser(bool lineEnds) : Parser<char, Unit>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out Unit result)
        {
            result = Unit.Value;
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            var reading = (ShellReading)state.Configuration;
            int start = (int)state.Location;
            int length = Skip(rest, start, reading);
            while (lineEnds && length < rest.Length && rest[length] == '\n')
            {
                length++;
                if (reading.AwaitsHereDocuments)
                    length += HereDocuments.ReadAll(reading, rest[length..], start + length);
                length += Skip(rest[length..], start + length, reading);
            }

            if (reading.Error is not null)
                length = rest.Length;
            if (length > 0)
                state.Advance(length);
            reading.Skipped(start, start + length);
            return true;
        }
    }

    private static int Skip(ReadOnlySpan<char> rest, int start, ShellReading reading)
    {
        int length = 0;
        while (length < rest.Length)
        {
            char next = rest[length];
            if (next is ' ' or '\t')
                length++;
            else if (next == '\\' && length + 1 < rest.Length && rest[length + 1] == '\n')
                length += 2;
            else if (next == '#')
                return length + Comment(rest[length..], start + length, reading);
            else
                break;
        }

        return length;
    }

    private static int Comment(ReadOnlySpan<char> rest, int start, ShellReading reading)
    {
        int length = rest.IndexOf('\n') is >= 0 and int end ? end : rest.Length;
        reading.Comments.Add(new ShellCommentSyntax(new ShellPlace(reading.Text, new TextSpan(start, length))));
        return length;
    }
}
