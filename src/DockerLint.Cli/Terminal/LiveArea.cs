using System.Text;

namespace DockerLint.Cli.Terminal;

/// <summary>A line of a live area.</summary>
/// <param name="Text">What it says, without a line end; control characters are shown as pictures.</param>
/// <param name="Ink">How it looks.</param>
internal readonly record struct LiveLine(string Text, Ink Ink = Ink.Plain);

/// <summary>
/// Lines at the end of a terminal that are replaced as things go on. Only lines that changed are written, each over the one
/// that stood there, so that nothing flickers (ECMA-48: CPL, EL, ED).
/// </summary>
/// <param name="stream">The terminal.</param>
/// <param name="isColoured">Whether it shows colours.</param>
internal sealed class LiveArea(Stream stream, bool isColoured)
{
    private const string UpTo = "\u001b[{0}F";
    private const string EraseRest = "\u001b[K";
    private const string EraseBelow = "\u001b[J";

    private static readonly CompositeFormat s_upTo = CompositeFormat.Parse(UpTo);

    private List<LiveLine> _shown = [];
    private int _columns;

    /// <summary>Shows lines in place of those that are shown. The terminal must have more rows than there are lines, or they are the last.</summary>
    /// <param name="lines">The lines; what is too wide is cut.</param>
    /// <param name="columns">Columns of the terminal now.</param>
    public void Show(IReadOnlyList<LiveLine> lines, int columns)
    {
        var text = new StringBuilder();
        bool isResized = columns != _columns && _shown.Count > 0;
        if (RowsOf(columns) is > 0 and var rows)
            text.AppendFormat(null, s_upTo, rows);
        if (isResized)
            text.Append(EraseBelow);
        // The last column stays empty: what reaches it makes some terminals go to the next line.
        List<LiveLine> fitting = [.. lines.Select(line => Fit(line, columns - 1))];
        bool changes = isResized || fitting.Count != _shown.Count;
        for (int index = 0; index < fitting.Count; index++)
        {
            if (isResized || index >= _shown.Count || fitting[index] != _shown[index])
            {
                changes = true;
                text.Append(Inked(fitting[index])).Append(EraseRest);
            }

            text.Append('\n');
        }

        if (fitting.Count < _shown.Count)
            text.Append(EraseBelow);
        (_shown, _columns) = (fitting, columns);
        if (!changes)
            return;
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        stream.Flush();
    }

    /// <summary>Rows that the shown lines take. Terminals break those that do not fit any more when they become narrower.</summary>
    private int RowsOf(int columns) => _shown.Sum(line => Math.Max(1, (new Cells(line.Text).Width + columns - 1) / columns));

    private static LiveLine Fit(LiveLine line, int width) => line with { Text = new Cells(line.Text).Show(0, 0, width).Text };

    private string Inked(LiveLine line) => isColoured ? InkWriter.Coloured(line.Text, line.Ink) : line.Text;
}
