using System.Text.Json.Nodes;
using CsCheck;
using DockerLint.Cli.Images.Templates;

namespace DockerLint.Cli.Tests.Images;

/// <summary>What Go makes of the same templates and values.</summary>
public sealed class TemplateTests
{
    private const string Data = """
        {"Name": "app", "Empty": "", "Zero": 0, "Size": 12, "Yes": true, "None": null, "Nothing": [],
         "List": ["a", "b", "c"], "Map": {"k1": "v1", "k0": "v0"}, "Deep": {"List": [{"Id": 1}, {"Id": 2}], "Map": {"a.b/c": "x"}}}
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("a } b", "a } b")]
    [InlineData("{{.Name}}", "app")]
    [InlineData("{{ .Name }}-{{.Size}}", "app-12")]
    [InlineData("{{.List}} {{.Map}} {{.None}} {{.Yes}}", "[a b c] map[k0:v0 k1:v1] <no value> true")]
    [InlineData("{{json .Map}}", """{"k1":"v1","k0":"v0"}""")]
    [InlineData("{{.Deep.List}}", "[map[Id:1] map[Id:2]]")]
    [InlineData("""{{"a\tb"}}{{`\t`}}""", "a\tb\\t")]
    [InlineData("a\\tb\\n", "a\tb\n")]
    public void Values_are_printed(string template, string text) => Assert.Equal(text, Fill(template));

    [Theory]
    [InlineData("{{if .Name}}a{{else}}b{{end}}", "a")]
    [InlineData("{{if .Empty}}a{{else}}b{{end}}", "b")]
    [InlineData("{{if .Zero}}a{{else if .Nothing}}b{{else if .List}}c{{else}}d{{end}}", "c")]
    [InlineData("{{if .None}}a{{end}}", "")]
    [InlineData("{{if true}}a{{end}}{{if false}}b{{end}}{{if nil}}c{{end}}", "a")]
    [InlineData("{{with .Deep}}{{.Map}} {{$.Name}}{{end}}", "map[a.b/c:x] app")]
    [InlineData("{{with .Empty}}a{{else with .Name}}{{.}}{{end}}", "app")]
    [InlineData("{{range .List}}<{{.}}>{{end}}", "<a><b><c>")]
    [InlineData("{{range .Nothing}}a{{else}}b{{end}}", "b")]
    [InlineData("{{range .Map}}{{.}} {{end}}", "v0 v1 ")]
    [InlineData("{{range $k, $v := .Map}}{{$k}}={{$v}};{{end}}", "k0=v0;k1=v1;")]
    [InlineData("{{range $i, $v := .List}}{{if $i}}, {{end}}{{$v}}{{end}}", "a, b, c")]
    [InlineData("{{range $v := .Deep.List}}{{$v.Id}}{{end}}", "12")]
    [InlineData("{{$x := .Name}}{{$x}}{{$x = \"b\"}}{{$x}}", "appb")]
    [InlineData("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}", "2")]
    [InlineData("{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "21")]
    [InlineData("{{$first := true}}{{range .List}}{{if $first}}{{$first = false}}{{else}}, {{end}}{{.}}{{end}}", "a, b, c")]
    [InlineData("{{with $x := .Name}}{{$x}}{{.}}{{end}}", "appapp")]
    [InlineData("{{range .List}}{{range $.Map}}x{{end}}{{end}}", "xxxxxx")]
    public void Blocks_depend_on_values(string template, string text) => Assert.Equal(text, Fill(template));

    [Theory]
    [InlineData("a {{- .Name -}} b", "aappb")]
    [InlineData("a {{.Name -}}\n b", "a appb")]
    [InlineData("a {{- /* said */ -}} b", "ab")]
    [InlineData("{{range .List -}} {{.}} {{- end}}", "abc")]
    public void White_space_is_taken_away_where_it_is_asked_for(string template, string text) => Assert.Equal(text, Fill(template));

    [Theory]
    [InlineData("{{len .List}} {{len .Map}} {{len .Name}}", "3 2 3")]
    [InlineData("{{len \"ä\"}}", "2")]
    [InlineData("{{index .List 1}} {{index .Map \"k1\"}} {{index .Deep.Map \"a.b/c\"}}", "b v1 x")]
    [InlineData("{{index .Map \"other\"}}", "")]
    [InlineData("{{(index .Deep.List 1).Id}}", "2")]
    [InlineData("{{slice .Name 1}} {{slice .Name 0 2}} {{slice .List 1}}", "pp ap [b c]")]
    [InlineData("{{join .List \",\"}}", "a,b,c")]
    [InlineData("{{range split \"a:b\" \":\"}}{{.}} {{end}}", "a b ")]
    [InlineData("{{upper .Name}} {{title .Name}} {{lower \"AB\"}}", "APP App ab")]
    [InlineData("{{truncate .Name 2}}|{{pad .Name 1 2}}|", "ap| app  |")]
    [InlineData("{{.Name | upper | printf \"%s-%s\" \"x\" | len}}", "5")]
    [InlineData("{{.Name | printf \"%-5s|%5s|%.1s\" \"a\" \"b\"}}", "a    |    b|a")]
    [InlineData("{{printf \"%05d %q %v%%\" .Size .Name .List}}", "00012 \"app\" [a b c]%")]
    [InlineData("{{print 1 2 \"a\" 3}} {{println .Name .Size}}", "1 2a3 app 12\n")]
    [InlineData("{{eq .Name \"x\" \"app\"}} {{ne .Size 12}} {{lt 2 10}} {{ge \"b\" \"a\"}} {{gt 1 1}} {{le 1 1}}", "true false true true false true")]
    [InlineData("{{and .Name .Size}} {{or .Empty .Zero .Name}} {{not .Name}}", "12 app false")]
    [InlineData("{{if and (eq .Name \"app\") (not .Empty)}}a{{end}}", "a")]
    [InlineData("{{and .None .None.Test}} {{or .Name .None.Test}}", "<no value> app")]
    public void Functions_are_called(string template, string text) => Assert.Equal(text, Fill(template));

    [Theory]
    [InlineData("{{.Name", "it cannot be read as a template")]
    [InlineData("{{}}", "it cannot be read as a template")]
    [InlineData("{{.Name}", "it cannot be read as a template")]
    [InlineData("{{if .Name}}a", "there is no {{end}} for {{if}}")]
    [InlineData("{{end}}", "{{end}} has nothing to belong to")]
    [InlineData("a{{else}}b", "{{else}} has nothing to belong to")]
    [InlineData("{{table .Name}}", "there is no function 'table'; there are and, eq, ge, gt, index, join, json, le, len, lower, lt, ne, not, or, pad, print, printf, println, slice, split, title, truncate, upper")]
    [InlineData("{{.Nme}}", "there is no field 'Nme'")]
    [InlineData("{{.Name.First}}", "there is no field 'First'")]
    [InlineData("{{$x}}", "there is no variable '$x'")]
    [InlineData("{{$x = 1}}", "there is no variable '$x'")]
    [InlineData("{{if true}}{{$x := 1}}{{end}}{{$x}}", "there is no variable '$x'")]
    [InlineData("{{and}}", "and: takes a value or more")]
    [InlineData("{{break}}", "'break' is not supported")]
    [InlineData("{{index .List 3}}", "index: there is nothing at 3")]
    [InlineData("{{len .Size}}", "len: takes a text, a list or a map")]
    [InlineData("{{slice .Name 4}}", "slice: takes a text or a list, and places in it")]
    [InlineData("{{upper}}", "upper: takes 1 values, not 0")]
    [InlineData("{{eq 1}}", "eq: takes 2 values or more, not 1")]
    [InlineData("{{join .Name \",\"}}", "join: cannot take app ,")]
    [InlineData("{{pad .Name 1001 0}}", "pad: cannot take app 1001 0")]
    [InlineData("{{.Name .Size}}", "only a function can be given something")]
    [InlineData("{{range .Name}}{{end}}", "range cannot go through app")]
    public void What_cannot_be_filled_in_is_said(string template, string error) =>
        Assert.Equal(error, Assert.Throws<InvalidDataException>(() => Fill(template)).Message);

    [Fact]
    public void Any_text_is_filled_in_or_refused() => Gen.OneOf(
            Gen.OneOf("{{", "}}", "{{-", "-}}", ".", ".List", "$", "$x", ":=", ",", "|", "(", ")", "if ", "else", "end", "range ", "with ", "index ", "len ", " ", "\"a\"", "`", "3", "printf ", "/*", "*/"),
            Gen.String[0, 3])
        .Array[0, 20].Sample(static parts =>
        {
            bool isFilled = Template.TryRead(string.Concat(parts), out Template? template, out string? error) && template.TryFill(JsonNode.Parse(Data)!.AsObject(), out _, out error);
            Assert.Equal(isFilled, error is null);
        });

    [Theory]
    [InlineData("{{", "(", ".", ")", "}}")]
    [InlineData("", "{{if .}}", "", "{{end}}", "")]
    [InlineData("", "{{if .}}{{else with .}}", "", "{{end}}", "")]
    public void What_is_nested_without_end_is_refused(string start, string opening, string inner, string closing, string end)
    {
        string template = start + string.Concat(Enumerable.Repeat(opening, 100_000)) + inner + string.Concat(Enumerable.Repeat(closing, 100_000)) + end;
        Assert.False(Template.TryRead(template, out _, out _));
    }

    private static string Fill(string template) =>
        !Template.TryRead(template, out Template? read, out string? error) || !read.TryFill(JsonNode.Parse(Data)!.AsObject(), out string? text, out error)
            ? throw new InvalidDataException(error)
            : text;
}
