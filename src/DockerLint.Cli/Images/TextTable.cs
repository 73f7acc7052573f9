using System.Text;

namespace DockerLint.Cli.Images;

/// <summary>A table as Docker prints it: columns at least ten wide and three blanks apart, the last one as it is.</summary>
internal sealed class TextTable
{
    private const int Narrowest = 10;
    private const int Gap = 3;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a line; all have the same number of cells.</summary>
    public void Add(string[] cells) => _rows.Add(cells);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        int[] widths = [];
        foreach (string[] row in _rows)
        {
            if (widths.Length < row.Length)
                Array.Resize(ref widths, row.Length);
            for (int column = 0; column < row.Length; column++)
                widths[column] = Math.Max(widths[column], Math.Max(row[column].Length + Gap, Narrowest));
        }

        foreach (string[] row in _rows)
        {
            for (int column = 0; column < row.Length - 1; column++)
                text.Append(row[column].PadRight(widths[column]));
            text.Append(row[^1]).Append('\n');
        }

        return text.ToString();
    }
}
