using System.Globalization;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Cli.Fixing;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output.Html;

/// <summary>A finding: what it is, where it stands in the text, what explains it and how it is put right.</summary>
internal static class FindingView
{
    /// <summary>Lines shown before and after the finding.</summary>
    private const int Context = 1;

    /// <summary>Lines of a finding that are shown; of more, the first ones.</summary>
    private const int MostLines = 8;

    /// <summary>Characters of a line that are shown around the finding.</summary>
    private const int LongestLine = 600;

    /// <summary>Writes it.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="source">The text of its file.</param>
    /// <param name="id">Where it stands on the page.</param>
    public static void Write(HtmlWriter html, Diagnostic finding, SourceText source, string id)
    {
        string level = Words.Of(finding.Severity);
        TextPosition start = source.PositionOf(finding.Span.Start);
        html.Start("article", ("id", id), ("class", $"finding {level}"), ("aria-labelledby", $"{id}-title"));
        html.Start("h4", ("id", $"{id}-title")).Element("span", level, ("class", $"badge {level}")).Text(" ");
        Rule(html, finding.Rule);
        html.Text(" ").Element("span", finding.Rule.Name, ("class", "rule-name")).Text(" ")
            .Element("span", string.Create(CultureInfo.InvariantCulture, $"line {start.Line}, column {start.Column}"), ("class", "place")).End();
        html.Element("p", Sentence(finding.Message), ("class", "message")).Line();
        Excerpt(html, source, finding.Span);
        foreach (RelatedLocation related in finding.Related)
        {
            int line = source.Lines.LineOf(related.Span.Start);
            html.Start("p", ("class", "note")).Text($"{Sentence(related.Message)} ").Element("span", string.Create(CultureInfo.InvariantCulture, $"line {line}"), ("class", "place")).End();
            if (line < start.Line - Context || line > start.Line + Context)
                Excerpt(html, source, related.Span);
        }

        foreach (Fix fix in finding.Fixes)
            Write(html, fix, source);
        html.End().Line();
    }

    /// <summary>A rule's code, which leads to its page.</summary>
    public static void Rule(HtmlWriter html, RuleInfo rule)
    {
        // The page of a rule that somebody has declared may be anything.
        bool isPage = Uri.TryCreate(rule.Url, UriKind.Absolute, out Uri? page) && page.Scheme is "https" or "http";
        html.Start(isPage ? "a" : "span", ("class", "code"), ("href", isPage ? rule.Url : null), ("rel", isPage ? "noreferrer" : null)).Text(rule.Code).End();
    }

    private static void Write(HtmlWriter html, Fix fix, SourceText source)
    {
        html.Start("details", ("class", "fix")).Start("summary").Text($"Fix: {fix.Title}")
            .Text(fix.IsSafe ? "" : " (may change the image)").End();
        html.Start("div", ("class", "source"));
        int first = source.Lines.SpanOf(source.Lines.LineOf(fix.Edits[0].Span.Start)).Start;
        int last = source.Lines.LineOf(fix.Edits[^1].Span.End);
        int end = source.Lines.SpanOf(last).End;
        string[] before = LineDiff.LinesOf(source.Value[first..end]);
        string[] after = LineDiff.LinesOf(Edited(source, fix, first, end));
        foreach (LineChange change in LineDiff.Between(before, after))
        {
            Changed(html, "del", "−", before[change.Start..change.End]);
            Changed(html, "ins", "+", after[change.NewStart..change.NewEnd]);
        }

        html.End().End();
    }

    private static string Edited(SourceText source, Fix fix, int first, int end)
    {
        var text = new StringBuilder();
        int at = first;
        foreach (TextEdit edit in fix.Edits)
        {
            text.Append(source.Value, at, edit.Span.Start - at).Append(edit.NewText);
            at = edit.Span.End;
        }

        return text.Append(source.Value, at, end - at).ToString();
    }

    private static void Changed(HtmlWriter html, string element, string mark, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            html.Start("div", ("class", $"row {element}")).Element("span", mark, ("class", "number"), ("aria-hidden", "true"))
                .Start(element).Code(Shortened(line.AsSpan().TrimEnd("\r\n"))).End().End();
        }
    }

    private static void Excerpt(HtmlWriter html, SourceText source, TextSpan span)
    {
        int first = source.Lines.LineOf(span.Start);
        // A span that ends with a line does not reach into the next one.
        int last = source.Lines.LineOf(Math.Max(span.End - 1, span.Start));
        int shown = Math.Min(last, first + MostLines - 1);
        html.Start("div", ("class", "source"), ("role", "group"), ("aria-label", "Source"));
        for (int line = Math.Max(first - Context, 1); line <= Math.Min(shown + Context, source.Lines.Count); line++)
        {
            TextSpan whole = source.Lines.SpanOf(line);
            // What follows the last line end is no line to whoever reads it.
            if (line > shown && line == source.Lines.Count && whole.Length == 0)
                break;
            bool isHit = line >= first && line <= shown;
            html.Start("div", ("class", isHit ? "row hit" : "row")).Element("span", line.ToString(CultureInfo.InvariantCulture), ("class", "number")).Start("code");
            if (isHit)
                Marked(html, source, whole, span);
            else
                html.Code(Shortened(source.Slice(whole)));
            html.End().End();
        }

        html.End().Line();
        if (last > shown)
            html.Element("p", $"… and {Words.Count(last - shown, "line", "lines")} more", ("class", "more"));
    }

    private static void Marked(HtmlWriter html, SourceText source, TextSpan line, TextSpan span)
    {
        int start = Math.Clamp(span.Start, line.Start, line.End);
        int end = Math.Clamp(span.End, start, line.End);
        int from = Math.Max(line.Start, start - (LongestLine / 2));
        int to = Math.Min(line.End, end + (LongestLine / 2));
        html.Text(from > line.Start ? "…" : "").Code(source.Slice(new TextSpan(from, start - from)))
            .Start("mark").Code(Shortened(source.Slice(new TextSpan(start, end - start)))).End()
            .Code(source.Slice(new TextSpan(end, to - end))).Text(to < line.End ? "…" : "");
    }

    private static ReadOnlySpan<char> Shortened(ReadOnlySpan<char> line) => line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";

    /// <summary>A message is a clause in lower case.</summary>
    private static string Sentence(string message) => message.Length > 0 && char.IsAsciiLetterLower(message[0]) ? char.ToUpperInvariant(message[0]) + message[1..] : message;
}
