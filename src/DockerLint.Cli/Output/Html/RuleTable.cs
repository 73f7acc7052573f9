using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis;

namespace DockerLint.Cli.Output.Html;

/// <summary>The findings by rule: what each is about, and where it was found.</summary>
internal static class RuleTable
{
    /// <summary>Places of a rule that are listed; more are counted.</summary>
    private const int MostPlaces = 200;

    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<FileSection> files)
    {
        IGrouping<RuleInfo, (FileSection File, int Finding)>[] rules =
        [
            .. files.SelectMany(static file => Enumerable.Range(0, file.Findings.Length).Select(finding => (File: file, Finding: finding)))
                .GroupBy(static place => place.File.Findings[place.Finding].Rule)
                .OrderByDescending(static group => group.Max(LevelOf)).ThenByDescending(static group => group.Count()).ThenBy(static group => group.Key.Code, StringComparer.Ordinal),
        ];
        if (rules.Length == 0)
            return;
        html.Start("section", ("id", "rules"), ("aria-labelledby", "rules-name")).Element("h2", "All rules", ("id", "rules-name")).Line();
        foreach (IGrouping<RuleInfo, (FileSection, int)> rule in rules)
            Write(html, rule.Key, rule.Max(LevelOf), [.. rule]);
        html.End().Line();
    }

    private static Severity LevelOf((FileSection File, int Finding) place) => place.File.Findings[place.Finding].Severity;

    private static void Write(HtmlWriter html, RuleInfo rule, Severity level, ImmutableArray<(FileSection File, int Finding)> places)
    {
        html.Start("details", ("class", $"rule {Words.Of(level)}")).Start("summary")
            .Element("span", places.Length.ToString(CultureInfo.InvariantCulture), ("class", $"count {Words.Of(level)}"), ("title", Words.Count(places.Length, "finding", "findings"))).Text(" ")
            .Element("b", rule.Code).Text(" ").Element("span", rule.Name, ("class", "rule-name")).Text(" ").Element("span", rule.Summary, ("class", "rule-summary")).End();
        html.Start("p").Text("Page: ");
        FindingView.Rule(html, rule);
        html.End().Start("ul", ("class", "names")).Line();
        foreach ((FileSection file, int finding) in places.Take(MostPlaces))
            html.Start("li").Element("a", string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.LineOf(finding)}"), ("href", $"#{file.IdOf(finding)}")).End().Line();
        if (places.Length > MostPlaces)
            html.Element("li", $"and {places.Length - MostPlaces} more").Line();
        html.End().End().Line();
    }
}
