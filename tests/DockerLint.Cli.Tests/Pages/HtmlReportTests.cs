using System.Collections.Immutable;
using System.Xml.Linq;
using CsCheck;
using DockerLint.Analysis;
using DockerLint.Analysis.Facts;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Cli.Output.Html;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Tests.Pages;

public sealed class HtmlReportTests
{
    /// <summary>All elements that a page has; what a file says adds none.</summary>
    private static readonly string[] s_elements =
    [
        "a", "article", "b", "body", "code", "del", "details", "div", "fieldset", "footer", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "i", "input", "ins", "label",
        "legend", "li", "link", "main", "mark", "meta", "nav", "ol", "p", "path", "rect", "section", "span", "style", "summary", "svg", "table", "tbody", "td", "text", "th",
        "thead", "title", "tr", "ul",
    ];

    private static readonly string[] s_attributes =
    [
        "aria-hidden", "aria-label", "aria-labelledby", "charset", "checked", "class", "content", "d", "height", "href", "http-equiv", "id", "lang", "name", "open", "rel", "role",
        "rx", "scope", "style", "tabindex", "title", "type", "viewBox", "width", "x", "y",
    ];

    private static readonly Gen<string> s_hostile = Gen.OneOf(
        Gen.OneOf<string>("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "]]>", "<!--", "-->", "</style>", "</title>", "&#x3c;", "\0", "\u001b[31m", "\u202E", "\uD800", "\uFFFE", "\t", "javascript:alert(1)", "{{x}}", "\u00a0"),
        Gen.String).Array[0, 6].Select(static parts => string.Concat(parts));

    [Fact]
    public void A_page_says_what_was_found_and_where()
    {
        XElement page = Page.Of(Sample.Report, Sample.Of("clean/Dockerfile", "FROM a:1\n"));

        Assert.Contains("6 findings in 1 of 2 files", page.Value, StringComparison.Ordinal);
        Assert.Equal(6, page.All("article", "finding").Length);
        Assert.Equal(["latest", "b /x"], page.Descendants("mark").Select(static mark => mark.Value).Where(static text => text is "latest" or "b /x"));
        Assert.Equal("Fix: name the version of today (may change the image)", page.All("details", "fix")[0].Element("summary")!.Value);
        Assert.Equal(["FROM debian:latest", "FROM debian:13"], page.All("details", "fix")[0].Descendants().Where(static line => line.Name.LocalName is "del" or "ins").Select(static line => line.Value));
        Assert.Equal(["DL3004", "DL3007"], page.All("details", "rule").Select(static rule => rule.Descendants("b").First().Value));
        Assert.Equal(["clean/Dockerfile"], page.Descendants("section").Last().Descendants("li").Select(static name => name.Value));
    }

    [Fact]
    public void Every_link_on_the_page_leads_somewhere_and_no_place_is_there_twice()
    {
        XElement page = Page.Of(Sample.Report, Built(), Sample.Of("web/Docker file", Sample.Text, Sample.Finding(Sample.Sudo, "sudo", "again")));
        string[] ids = [.. page.Descendants().Attributes("id").Select(static id => id.Value)];

        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(page.Descendants().Attributes("href").Select(static link => link.Value).Where(static link => link.StartsWith('#')).Select(static link => link[1..]).Except(ids));
        Assert.Empty(page.Descendants().Attributes("aria-labelledby").Select(static link => link.Value).Except(ids));
    }

    [Fact]
    public void A_page_fetches_nothing_and_runs_nothing()
    {
        string page = Sample.Written(static stream => new HtmlReport(stream), Sample.Report, Built());

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.All(Page.Parse(page).Descendants("link"), static link => Assert.Equal("data:,", (string?)link.Attribute("href")));
    }

    [Fact]
    public void Whatever_files_say_stays_text() => Gen.Select(s_hostile, s_hostile, s_hostile, s_hostile, Gen.Int[0, 40]).Sample(
        static (name, text, message, title, start) =>
        {
            var source = new SourceText($"FROM a AS {name}\nFROM {text}\n{text}\n");
            var span = new TextSpan(Math.Min(start, source.Length), Math.Min(7, source.Length - Math.Min(start, source.Length)));
            RuleInfo rule = Sample.Sudo with { Code = title, Url = message, Summary = text };
            var finding = new Diagnostic(rule, Severity.Error, span, message, [new RelatedLocation(new TextSpan(0, source.Length), title)], [new Fix(title, false, [new TextEdit(span, text)])]);
            XElement page = Page.Of(new FileReport(new InputFile(name, name), source, [finding]) { Model = DockerfileModel.Create(DockerfileSyntax.Parse(source)) });

            Assert.Empty(page.DescendantsAndSelf().Select(static element => element.Name.ToString()).Except(s_elements));
            Assert.Empty(page.DescendantsAndSelf().Attributes().Select(static attribute => attribute.Name.ToString()).Except(s_attributes));
            Assert.All(page.Descendants().Attributes("href"), static link => Assert.Matches("^(#|https?:|data:,$)", link.Value));
            Assert.DoesNotContain(page.DescendantNodes(), static node => node is XComment or XCData or XProcessingInstruction);
            Assert.DoesNotContain(page.Value, static unit => (unit < ' ' && unit is not ('\n' or '\t')) || unit is '\u202E');
        },
        iter: 2000);

    [Fact]
    public void A_text_is_shown_letter_by_letter()
    {
        const string Text = "RUN a <b> & \"c\" 'd' \t</code> é 名 😀";
        XElement page = Page.Of(Sample.Of("x", Text, new Diagnostic(Sample.Sudo, Severity.Error, new TextSpan(4, 5), "m", [], [])));

        Assert.Equal(Text, page.All("div", "row").Single().Element("code")!.Value);
    }

    [Fact]
    public void The_page_of_a_rule_is_linked_only_where_it_is_one_of_the_web()
    {
        XElement page = Page.Of(Sample.Of("x", Sample.Text, Sample.Finding(Sample.Sudo with { Url = "javascript:alert(1)" }, "sudo", "m")));

        Assert.Null(page.All("span", "code").First().Attribute("href"));
        Assert.Empty(page.All("a", "code"));
    }

    [Fact]
    public void Layers_are_areas_and_rows_with_what_is_wasted_of_them()
    {
        XElement page = Page.Of(Built());

        Assert.Equal(["base", "hue-1", "hue-2"], page.All("div", "layer").Select(static layer => ((string)layer.Attribute("class")!).Split(' ')[1]).Order(StringComparer.Ordinal));
        Assert.Equal("3MB", page.All("div", "waste").Single().Descendants("b").Single().Value);
        XElement[] rows = [.. page.Descendants("tbody").Single().Elements("tr")];
        Assert.Equal(["1MB", "9MB", "4MB"], rows.Select(static row => row.All("td", "figure")[1].Value));
        Assert.Equal(["–", "3MB", "–"], rows.Select(static row => row.All("td", "figure")[2].Value));
        Assert.Contains("COPY a /a line 2", rows[1].Value, StringComparison.Ordinal);
        Assert.Contains("3MB removed or replaced by layer 3", rows[1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_read_is_on_the_page()
    {
        using var stream = new MemoryStream();
        new HtmlReport(stream).Finish([("a<b", "no such file")]);

        Assert.Contains("a<b: no such file", Page.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray())).Value, StringComparison.Ordinal);
    }

    /// <summary>A base image of 1 MB, a COPY of 9 MB of which a RUN of 4 MB takes 3 away.</summary>
    private static FileReport Built()
    {
        var source = new SourceText("FROM a AS b\nCOPY a /a\nRUN c\nFROM b\n");
        DockerfileModel model = DockerfileModel.Create(DockerfileSyntax.Parse(source));
        ImmutableArray<BuiltLayer> layers =
        [
            new(null, [File("/etc/x", 1)], []),
            new(12, [File("/a/b/c", 6), File("/a/d", 3)], []),
            new(22, [File("/e", 4)], ["/a/d"]),
        ];
        return new FileReport(new InputFile("built", "built"), source, []) { Model = model, Image = new BuiltImage(layers) };

        static BuiltFile File(string path, int megabytes) => new(path, BuiltFileKind.File, 0x1A4, megabytes * 1_000_000L);
    }
}
