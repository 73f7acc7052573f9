using System.Text;

namespace DockerLint.Cli.Tests;

/// <summary>What a terminal shows after it was written to: text, line ends and the few sequences that the program uses (ECMA-48).</summary>
internal sealed class Screen(int columns)
{
    private readonly List<StringBuilder> _rows = [new()];
    private int _row;
    private int _column;

    /// <summary>The rows, those that were scrolled away included.</summary>
    public string[] Rows => [.. _rows.Select(static row => row.ToString().TrimEnd())];

    /// <summary>Writes a text.</summary>
    public Screen Write(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    (_row, _column) = (_row + 1, 0);
                    if (_row == _rows.Count)
                        _rows.Add(new StringBuilder());
                    break;
                case '\u001b':
                    Assert.Equal('[', text[at + 1]);
                    int end = at + 2;
                    while (!char.IsAsciiLetter(text[end]))
                        end++;
                    Obey(text[end], text[(at + 2)..end]);
                    at = end;
                    break;
                default:
                    Assert.False(char.IsControl(text[at]), $"control character {(int)text[at]}");
                    Put(text[at]);
                    break;
            }
        }

        return this;
    }

    private void Put(char character)
    {
        Assert.True(_column < columns, $"a line is wider than the terminal: {_rows[_row]}");
        StringBuilder row = _rows[_row];
        row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = character;
    }

    private void Obey(char command, string parameter)
    {
        switch (command)
        {
            case 'F':
                Assert.True(int.Parse(parameter, null) <= _row, "the cursor leaves the screen");
                (_row, _column) = (_row - int.Parse(parameter, null), 0);
                break;
            case 'K':
                _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
                break;
            case 'J':
                _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            default:
                Assert.Equal('m', command);
                break;
        }
    }
}
