using System.Text;

namespace DockerLint.Cli.Images;

/// <summary>A table as Docker prints it: columns at least ten wide and three blanks apart, the last one as it is.</summary>
internal sealed class TextTable
{
    private const int Narrowest = 10;
    private const int Gap = 3;

    private readonly List<string[]> _rows = [];

    /// <summary>A table with a line of titles.</summary>
    public TextTable(params string[] titles) => _rows.Add(titles);

    /// <summary>Adds a line.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <inheritdoc/>
    public override string ToString()
    {
        int columns = _rows[0].Length;
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => Math.Max(_rows.Max(row => row[column].Length) + Gap, Narrowest))];
        var text = new StringBuilder();
        foreach (string[] row in _rows)
        {
            for (int column = 0; column < columns - 1; column++)
                text.Append(row[column].PadRight(widths[column]));
            text.Append(row[^1]).Append('\n');
        }

        return text.ToString();
    }
}
