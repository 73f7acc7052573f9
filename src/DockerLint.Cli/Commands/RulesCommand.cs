using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Cli.Output;
using Spectre.Console;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint rules [--format json]</c>.</summary>
internal static class RulesCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "List the rules";

    private const int UnlimitedWidth = 1000;

    private static readonly ImmutableArray<string> Formats = ["tty", "json"];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("rules", Description + ".");
        Option<string[]> formatOption = line.Option("--format", "-f", "FORMAT", "tty or json [default: tty]", Formats);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        string format = line.Last(formatOption) ?? "tty";
        if (!Formats.Contains(format))
        {
            host.Say(Words.NoneOf("--format", format, Formats));
            return ExitCode.Failure;
        }

        if (format == "json")
            WriteJson(host.Output);
        else
            WriteTable(host);
        return ExitCode.Success;
    }

    private static void WriteTable(Host host)
    {
        using var writer = new StreamWriter(host.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.IsColourTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = host.IsColourTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });

        // Where nobody looks at it, a row is a line.
        console.Profile.Width = host.TerminalWidth ?? UnlimitedWidth;
        Table table = new Table().NoBorder();
        foreach (string title in (ReadOnlySpan<string>)["Code", "Name", "Level", "Profiles", "Fix"])
            table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Bold))).NoWrap());
        foreach (RuleInfo rule in RuleCatalog.All)
        {
            table.AddRow(
                new Text(rule.Code),
                new Text(rule.Name),
                new Text(Words.Of(rule.Severity), new Style(ColourOf(rule.Severity))),
                new Text(string.Join(", ", Words.Of(rule.Profiles))),
                new Text(Words.Of(rule.Fix)));
        }

        console.Write(table);
    }

    private static Color ColourOf(Severity severity) => severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warning => Color.Yellow,
        Severity.Info => Color.Blue,
        _ => Color.Fuchsia,
    };

    private static void WriteJson(Stream stream)
    {
        var lines = new JsonLines(stream);
        lines.Raw("["u8);
        string separator = "";
        foreach (RuleInfo rule in RuleCatalog.All)
        {
            lines.Raw(Encoding.UTF8.GetBytes(separator));
            separator = ",\n";
            Write(lines.Next(), rule);
        }

        lines.Raw("]\n"u8);
        lines.Flush();
    }

    private static void Write(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, rule.Code);
        json.WriteString("name"u8, rule.Name);
        json.WriteString("level"u8, Words.Of(rule.Severity));
        json.WriteString("category"u8, Words.Of(rule.Category));
        WriteList(json, "profiles", Words.Of(rule.Profiles));
        json.WriteString("fix"u8, Words.Of(rule.Fix));
        json.WriteString("summary"u8, rule.Summary);
        WriteList(json, "aliases", rule.Aliases);
        WriteList(json, "supersedes", rule.Supersedes);
        json.WriteString("url"u8, rule.Url);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
