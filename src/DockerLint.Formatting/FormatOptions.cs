using System.Globalization;

namespace DockerLint.Formatting;

/// <summary>What a project may decide about the style.</summary>
public sealed record FormatOptions
{
    private const int MostIndentation = 16;

    /// <summary>The style where nothing is decided.</summary>
    public static FormatOptions Default { get; } = new();

    /// <summary>Blanks of one level of indentation.</summary>
    public int IndentSize { get; init; } = 4;

    /// <summary>Whether a level of indentation is a tab; null: what the first indented line of the file starts with.</summary>
    public bool? UsesTabs { get; init; }

    /// <summary>Characters from which on an instruction's flags get a line each; null for no limit.</summary>
    public int? MaxLineLength { get; init; } = 120;

    /// <summary>What ends lines; null: what ends the first line of the file.</summary>
    public string? LineEnd { get; init; }

    /// <summary>Whether the last line has a line end.</summary>
    public bool EndsWithLineEnd { get; init; } = true;

    /// <summary>
    /// Whether the lines of a shell script are indented anew. Where they are not, not a blank of what a shell gets
    /// changes, so that no layer is built anew.
    /// </summary>
    public bool IndentsShell { get; init; }

    /// <summary>The style that the properties of <c>.editorconfig</c> for all editors ask for; a value that makes no sense says nothing.</summary>
    /// <param name="property">The value of a property, by its name in lower case; null where it is not set.</param>
    public static FormatOptions From(Func<string, string?> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        FormatOptions options = Default;
        string? size = Word("indent_size");
        bool? usesTabs = Word("indent_style") switch { "tab" => true, "space" => false, _ => size == "tab" ? true : null };
        return options with
        {
            UsesTabs = usesTabs,
            IndentSize = Number(size, MostIndentation) ?? Number(Word("tab_width"), MostIndentation) ?? options.IndentSize,
            MaxLineLength = Word("max_line_length") == "off" ? null : Number(Word("max_line_length"), int.MaxValue) ?? options.MaxLineLength,
            LineEnd = Word("end_of_line") switch { "lf" => "\n", "crlf" => "\r\n", _ => null },
            EndsWithLineEnd = Word("insert_final_newline") != "false",
        };

        string? Word(string name) => property(name)?.ToLowerInvariant();
    }

    private static int? Number(string? text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most ? number : null;
}
