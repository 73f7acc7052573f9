using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting;

/// <summary>
/// Indents the continued lines of a shell script. The author decides where lines end; a line that goes on with what
/// began on an earlier one lies one level deeper than that, what closes a compound command as deep as its start.
/// </summary>
internal sealed class ShellLayout
{
    private readonly Indentation _indentation;
    private readonly LogicalText _text;
    private readonly ImmutableArray<int> _lineStarts;
    private readonly int[] _levels;

    private ShellLayout(Indentation indentation, LogicalText text, ImmutableArray<int> lineStarts, int level)
    {
        _indentation = indentation;
        _text = text;
        _lineStarts = lineStarts;
        _levels = new int[lineStarts.Length + 1];
        _levels[0] = level;
    }

    /// <summary>Adds the edits of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="length">The part of it that stands on the lines of the instruction itself.</param>
    /// <param name="level">How deep its first line lies: 0 where that is the first line of the instruction.</param>
    /// <param name="indentation">The style.</param>
    /// <param name="edits">Takes the edits.</param>
    public static void Lay(ShellScriptSyntax script, int length, int level, Indentation indentation, EditList edits)
    {
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        int offset = 0;
        foreach (TextSpan piece in script.LogicalText.Fragments(new TextSpan(0, length)))
        {
            if (offset > 0)
                starts.Add(offset);
            offset += piece.Length;
        }

        if (starts.Count > 0)
            new ShellLayout(indentation, script.LogicalText, starts.DrainToImmutable(), level).Lay(ShellGaps.Of(script, length), edits);
    }

    private void Lay(ImmutableArray<ShellGap> gaps, EditList edits)
    {
        int next = 0;
        for (int line = 1; line < _levels.Length;)
        {
            int start = _lineStarts[line - 1];
            while (next < gaps.Length && gaps[next].End < start)
                next++;
            if (next == gaps.Length || gaps[next].Start > start)
            {
                // The line ends within a word, where every blank counts.
                _indentation.KeepBlanks(TextSpan.Between(_text.ToSource(start - 1) + 1, _text.ToSource(start)), edits);
                _levels[line] = _levels[line - 1];
                line++;
                continue;
            }

            ShellGap gap = gaps[next];
            int level = LevelOf(gap);
            for (; line < _levels.Length && _lineStarts[line - 1] <= gap.End; line++)
                _levels[line] = level;
            var span = TextSpan.Between(_text.ToSource(gap.Start - 1) + 1, _text.ToSource(gap.End));
            edits.Replace(span, _indentation.Break(span, _indentation.Of(level)));
        }
    }

    private int LevelOf(ShellGap gap)
    {
        int start = LevelAt(gap.Parent.LogicalSpan.Start);
        int own = Math.Max(start, 1);
        switch (gap.Parent)
        {
            case ShellScriptSyntax:
                return 1;
            case ShellStatementSyntax statement:
                bool isEnd = statement.Terminator is { } end && end.LogicalSpan.Start == gap.End;
                return isEnd || LineOf(statement.LogicalSpan.Start) == 0 ? own : start + 1;
            case ShellTestSyntax or not (ShellCompoundCommandSyntax or ShellIfClauseSyntax or ShellCaseItemSyntax or ShellSubstitutionSyntax or ShellArraySyntax):
                return start + 1;
            default:
                return Closes(_text.Span[gap.End..]) ? own : own + 1;
        }
    }

    private int LevelAt(int offset) => _levels[LineOf(offset)];

    private int LineOf(int offset)
    {
        int index = _lineStarts.BinarySearch(offset);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>Whether a text starts with what stands between the parts of a compound command or ends it.</summary>
    private static bool Closes(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && char.IsAsciiLetterLower(rest[length]))
            length++;
        return length == 0 ? rest[0] is ')' or '}' : rest[..length] is "then" or "elif" or "else" or "fi" or "do" or "done" or "esac" or "in";
    }
}
