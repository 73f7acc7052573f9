using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using DockerLint.Cli.Images.Templates;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Images;

/// <summary>Prints rows as Docker's lists: a table, JSON lines, or a line a row by a template (<c>--format</c>).</summary>
internal sealed class Listing
{
    /// <summary>The formats that have a name.</summary>
    public static ImmutableArray<string> Words => ["table", "json"];

    private const string OptionName = "--format";
    private const string TablePrefix = "table ";

    private readonly Template? _template;
    private readonly bool _isTable;

    private Listing(Template? template, bool isTable) => (_template, _isTable) = (template, isTable);

    /// <summary>Reads <c>--format</c>, or says that it cannot.</summary>
    /// <param name="host">Where.</param>
    /// <param name="format"><c>json</c>, <c>table</c>, a template or <c>table</c> and a template; null for the default.</param>
    /// <param name="columns">The template of the default table.</param>
    /// <param name="listing">What prints so; null unless the result is true.</param>
    public static bool TryRead(Host host, string? format, string columns, [NotNullWhen(true)] out Listing? listing)
    {
        bool isTable = format is null or "table" || format.StartsWith(TablePrefix, StringComparison.Ordinal);
        string text = format is null or "table" ? columns : isTable ? format[TablePrefix.Length..] : format;
        Template? template = null;
        string? error = null;
        listing = text == "json" || Template.TryRead(text, out template, out error) ? new Listing(template, isTable) : null;
        if (listing is null)
            host.Complain(OptionName, $"neither table, json nor a template: {error}");
        return listing is not null;
    }

    /// <summary>Prints rows, or says what a template asks for that is not there.</summary>
    /// <param name="host">Where.</param>
    /// <param name="titles">The fields that a row has, with their titles in a table.</param>
    /// <param name="rows">The rows, each with all the fields.</param>
    /// <returns>The exit code.</returns>
    public int Print(Host host, ImmutableArray<(string Field, string Title)> titles, IEnumerable<JsonObject> rows)
    {
        var text = new StringBuilder();
        var table = new TextTable();
        var head = new JsonObject();
        foreach ((string field, string title) in titles)
            head[field] = title;
        foreach (JsonObject row in _isTable ? rows.Prepend(head) : rows)
        {
            if (!TryAdd(row, out string? error))
            {
                host.Complain(OptionName, error);
                return ExitCode.Failure;
            }
        }

        host.Write(_isTable ? table.ToString() : text.ToString());
        return ExitCode.Success;

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
