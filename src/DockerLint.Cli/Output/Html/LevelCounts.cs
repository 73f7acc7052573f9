using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis;

namespace DockerLint.Cli.Output.Html;

/// <summary>How many findings of each level there are, in a row.</summary>
internal static class LevelCounts
{
    /// <summary>The levels, the gravest first.</summary>
    public static ImmutableArray<Severity> Levels { get; } = [Severity.Error, Severity.Warning, Severity.Info, Severity.Style];

    /// <summary>Writes the row, without the levels that do not occur.</summary>
    public static void Write(HtmlWriter html, ImmutableArray<Diagnostic> findings)
    {
        html.Start("p", ("class", "counts"));
        bool isFirst = true;
        foreach (Severity level in Levels)
        {
            int count = findings.Count(finding => finding.Severity == level);
            if (count == 0)
                continue;
            html.Text(isFirst ? "" : " ").Start("span", ("class", $"badge {Words.Of(level)}"))
                .Text(string.Create(CultureInfo.InvariantCulture, $"{count} {NameOf(level, count)}")).End();
            isFirst = false;
        }

        html.End();
    }

    /// <summary>The name of a level, for a number of findings.</summary>
    public static string NameOf(Severity level, int count) => level switch
    {
        Severity.Error => count == 1 ? "error" : "errors",
        Severity.Warning => count == 1 ? "warning" : "warnings",
        _ => Words.Of(level),
    };
}
