namespace DockerLint.Cli.Terminal;

/// <summary>A table in columns, without lines.</summary>
internal sealed class TextTable
{
    private readonly List<(string Text, Ink Ink)[]> _rows = [];

    /// <summary>A table.</summary>
    /// <param name="head">The titles of its columns.</param>
    public TextTable(params ReadOnlySpan<string> head)
    {
        var row = new (string, Ink)[head.Length];
        for (int column = 0; column < row.Length; column++)
            row[column] = (head[column], Ink.Strong);
        _rows.Add(row);
    }

    /// <summary>Adds a row with as many cells as there are columns.</summary>
    public void Add(params (string Text, Ink Ink)[] cells) => _rows.Add(cells);

    /// <summary>Writes it.</summary>
    public void Write(InkWriter ink)
    {
        int[] widths = [.. Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Text.Length))];
        foreach ((string Text, Ink Ink)[] row in _rows)
        {
            for (int column = 0; column < row.Length; column++)
            {
                ink.Write(row[column].Text, row[column].Ink);
                if (column < row.Length - 1)
                    ink.Write(new string(' ', widths[column] - row[column].Text.Length + 2));
            }

            ink.Line();
        }
    }
}
