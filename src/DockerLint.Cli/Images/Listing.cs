using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Images;

/// <summary>Prints rows as Docker's lists: a table, JSON lines, or a line a row by a template (<c>--format</c>).</summary>
internal sealed class Listing
{
    private const string TablePrefix = "table ";

    private readonly Template? _template;
    private readonly bool _isTable;

    private Listing(Template? template, bool isTable) => (_template, _isTable) = (template, isTable);

    /// <summary>Reads <c>--format</c>.</summary>
    /// <param name="format"><c>json</c>, <c>table</c>, a template or <c>table</c> and a template; null for the default.</param>
    /// <param name="columns">The template of the default table.</param>
    /// <param name="listing">What prints so; null unless the result is true.</param>
    public static bool TryRead(string? format, string columns, [NotNullWhen(true)] out Listing? listing)
    {
        bool isTable = format is null or "table" || format.StartsWith(TablePrefix, StringComparison.Ordinal);
        string text = format is null or "table" ? columns : isTable ? format[TablePrefix.Length..] : format;
        Template? template = null;
        listing = text == "json" || Template.TryRead(text, out template) ? new Listing(template, isTable) : null;
        return listing is not null;
    }

    /// <summary>Prints rows.</summary>
    /// <param name="host">Where.</param>
    /// <param name="titles">The fields that a row has, with their titles in a table.</param>
    /// <param name="rows">The rows, each with all the fields.</param>
    /// <returns>What a template asks for that is not there; null where all is printed.</returns>
    public string? Print(Host host, ImmutableArray<(string Field, string Title)> titles, IEnumerable<JsonObject> rows)
    {
        var text = new StringBuilder();
        var table = new TextTable();
        var head = new JsonObject();
        foreach ((string field, string title) in titles)
            head[field] = title;
        if (_isTable && !TryAdd(head, out string? error))
            return error;
        foreach (JsonObject row in rows)
        {
            if (!TryAdd(row, out error))
                return error;
        }

        host.Output.Write(Encoding.UTF8.GetBytes(_isTable ? table.ToString() : text.ToString()));
        return null;

        bool TryAdd(JsonObject row, [NotNullWhen(false)] out string? error)
        {
            string? line = null;
            error = null;
            if (_template is null)
                line = JsonTexts.Line(row);
            else if (!_template.TryFill(row, out line, out error))
                return false;
            if (_isTable)
                table.Add([.. line!.Split('\t').Select(SafeText.Of)]);
            else
                text.Append(line).Append('\n');
            return true;
        }
    }
}
