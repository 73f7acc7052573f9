using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Analysis;

namespace DockerLint.Cli.Output.Html;

/// <summary>
/// One page with everything in it: no script, nothing that is fetched, and a policy that forbids both. It is HTML and
/// well-formed XML.
/// </summary>
/// <param name="stream">Where it goes.</param>
internal sealed class HtmlReport(Stream stream) : IReport
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private readonly List<FileSection> _files = [];

    /// <inheritdoc/>
    public void Write(FileReport file) => _files.Add(new FileSection(file, _files.Count + 1));

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        using var html = new HtmlWriter(stream);
        html.Start("html", ("lang", "en"));
        Head(html);
        html.Start("body").Line().Element("a", "Skip to the findings", ("class", "skip"), ("href", "#main")).Line();
        Header(html);
        html.Start("div", ("class", "columns")).Line();
        Contents(html);
        html.Start("main", ("id", "main"), ("tabindex", "-1")).Line();
        Failures(html, failures);
        foreach (FileSection file in _files.Where(static file => file.HasContent))
            file.Write(html);
        RuleTable.Write(html, _files);
        Clean(html);
        html.End().End().Line();
        html.Start("footer").Element("p", $"dockerlint {App.Version}").End().Line().End().End();
    }

    private static void Head(HtmlWriter html)
    {
        html.Start("head").Line()
            .Void("meta", ("charset", "utf-8")).Line()
            .Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).Line()
            .Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line()
            .Void("meta", ("name", "color-scheme"), ("content", "light dark")).Line()
            // An icon that is empty is one that no browser asks a server for.
            .Void("link", ("rel", "icon"), ("href", "data:,")).Line()
            .Element("title", "Dockerfile report").Line()
            .Start("style").Raw(StyleSheet()).End().Line()
            .End().Line();
    }

    private static string StyleSheet()
    {
        using Stream sheet = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(sheet, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>How much was found, with a switch for each level; style alone hides what is not asked for.</summary>
    private void Header(HtmlWriter html)
    {
        int count = _files.Sum(static file => file.Findings.Length);
        int concerned = _files.Count(static file => !file.Findings.IsEmpty);
        html.Start("header").Element("h1", "Dockerfile report").Element("p", count == 0
            ? $"Nothing was found in {Words.Count(_files.Count, "file", "files")}."
            : $"{Words.Count(count, "finding", "findings")} in {concerned} of {Words.Count(_files.Count, "file", "files")}");
        html.Start("fieldset", ("class", "levels")).Element("legend", "Levels to show");
        foreach (Severity level in LevelCounts.Levels)
        {
            string name = Words.Of(level);
            int ofLevel = _files.Sum(file => file.Findings.Count(finding => finding.Severity == level));
            html.Start("label", ("class", $"level {name}")).Void("input", ("type", "checkbox"), ("checked", "checked"), ("id", $"show-{name}")).Text(" ")
                .Element("b", ofLevel.ToString(CultureInfo.InvariantCulture)).Text(" ").Element("span", LevelCounts.NameOf(level, ofLevel)).End();
        }

        html.End().End().Line();
    }

    private void Contents(HtmlWriter html)
    {
        html.Start("nav", ("aria-label", "Files")).Start("ol").Line();
        foreach (FileSection file in _files.Where(static file => file.HasContent))
        {
            html.Start("li").Start("a", ("href", $"#{file.Id}")).Text(file.Name).End();
            if (!file.Findings.IsEmpty)
                html.Text(" ").Element("span", file.Findings.Length.ToString(CultureInfo.InvariantCulture), ("class", $"count {Words.Of(file.Findings.Max(static finding => finding.Severity))}"));
            html.End().Line();
        }

        if (_files.Exists(static file => !file.Findings.IsEmpty))
            html.Start("li").Element("a", "All rules", ("href", "#rules")).End().Line();
        html.End().End().Line();
    }

    private static void Failures(HtmlWriter html, ImmutableArray<(string Subject, string Reason)> failures)
    {
        if (failures.IsEmpty)
            return;
        html.Start("section", ("class", "failures"), ("aria-labelledby", "failures")).Element("h2", "Could not be read", ("id", "failures")).Start("ul").Line();
        foreach ((string subject, string reason) in failures)
            html.Start("li").Element("b", subject).Text($": {reason}").End().Line();
        html.End().End().Line();
    }

    private void Clean(HtmlWriter html)
    {
        FileSection[] clean = [.. _files.Where(static file => !file.HasContent)];
        if (clean.Length == 0)
            return;
        html.Start("section", ("aria-labelledby", "clean")).Element("h2", "Nothing found", ("id", "clean"))
            .Start("details", ("class", "part"), ("open", clean.Length <= 20 ? "open" : null)).Element("summary", Words.Count(clean.Length, "file", "files")).Start("ul", ("class", "names")).Line();
        foreach (FileSection file in clean)
            html.Element("li", file.Name).Line();
        html.End().End().End().Line();
    }
}
