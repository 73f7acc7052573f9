using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Engine;

/// <summary>Finds the lines that comments are for: stacked ones are for the same line.</summary>
/// <param name="lines">The lines of the file.</param>
/// <param name="isPassedOver">Whether a line is blank or holds nothing but a comment.</param>
internal sealed class CommentLines(LineMap lines, Func<int, bool> isPassedOver)
{
    private int _start;
    private int _found;

    /// <summary>The first line from one on that is not passed over; one more than there are where each is. Quick where it is asked for one after the other.</summary>
    public int From(int line)
    {
        if (line >= _start && line <= _found)
            return _found;
        _start = line;
        while (line <= lines.Count && isPassedOver(line))
            line++;
        return _found = line;
    }
}
