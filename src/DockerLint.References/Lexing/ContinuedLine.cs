using System.Collections.Immutable;
using Pidgin;

namespace DockerLint.Lexing;

/// <summary>Physical lines that an escape character at their ends makes one.</summary>
/// <param name="Pieces">What each line adds, without escapes and line ends.</param>
/// <param name="Comments">Comment lines in between: they add nothing.</param>
/// <param name="FirstBlank">The first blank line in between; null where there is none.</param>
/// <param name="LastLine">The last line that was read.</param>
/// <param name="IsOpen">Whether the text ends where one more line could come.</param>
internal readonly record struct ContinuedLine(
    ImmutableArray<TextSpan> Pieces, ImmutableArray<TextSpan> Comments, TextSpan? FirstBlank, TextSpan LastLine, bool IsOpen)
{
    /// <summary>
    /// Reads from the current place, which need not be the start of its line, to the end of the last continued
    /// line. A line is continued when it ends in the escape character, white space aside, and not in two of them.
    /// </summary>
    /// <param name="escape">The escape character.</param>
    public static Parser<char, ContinuedLine> Parser(char escape) => new LineParser(escape);

    private sealed class LineParser(char escape) : Parser<char, ContinuedLine>
    {
        public override bool TryParse(
            ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out ContinuedLine result)
        {
            int start = (int)state.Location;
            ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue);
            int lineEnd = EndOfLine(rest);
            bool continues = TrimEscape(TrimLineEnd(rest[..lineEnd]), out int length);
            if (!continues)
            {
                result = new ContinuedLine(
                    [new TextSpan(start, length)], [], null, new TextSpan(start, TrimLineEnd(rest[..lineEnd]).Length), false);
                state.Advance(lineEnd);
                return true;
            }

            ImmutableArray<TextSpan>.Builder pieces = ImmutableArray.CreateBuilder<TextSpan>();
            ImmutableArray<TextSpan>.Builder? comments = null;
            TextSpan? firstBlank = null;
            int lineStart = 0;
            pieces.Add(new TextSpan(start, length));
            while (continues && lineEnd + 1 < rest.Length)
            {
                lineStart = lineEnd + 1;
                lineEnd = lineStart + EndOfLine(rest[lineStart..]);
                ReadOnlySpan<char> line = TrimLineEnd(rest[lineStart..lineEnd]);
                int indent = Spaces.Leading(line);
                if (indent == line.Length)
                {
                    firstBlank ??= new TextSpan(start + lineStart, line.Length);
                }
                else if (line[indent] == '#')
                {
                    (comments ??= ImmutableArray.CreateBuilder<TextSpan>())
                        .Add(TextSpan.Between(start + lineStart + indent, start + lineStart + line.Length));
                }
                else
                {
                    continues = TrimEscape(line, out length);
                    pieces.Add(new TextSpan(start + lineStart, length));
                }
            }

            result = new ContinuedLine(
                pieces.DrainToImmutable(),
                comments?.DrainToImmutable() ?? [],
                firstBlank,
                new TextSpan(start + lineStart, TrimLineEnd(rest[lineStart..lineEnd]).Length),
                continues);
            state.Advance(lineEnd);
            return true;
        }

        private bool TrimEscape(ReadOnlySpan<char> line, out int length)
        {
            length = line.Length;
            int last = line.LastIndexOfAnyExcept(' ', '\t');
            if (last < 0 || line[last] != escape || (last > 0 && line[last - 1] == escape))
                return false;
            length = last;
            return true;
        }

        private static int EndOfLine(ReadOnlySpan<char> rest)
        {
            int end = rest.IndexOf('\n');
            return end < 0 ? rest.Length : end;
        }

        private static ReadOnlySpan<char> TrimLineEnd(ReadOnlySpan<char> line) => line.TrimEnd('\r');
    }
}
