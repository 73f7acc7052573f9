using System.Collections.Immutable;

namespace DockerLint.Yaml.Tests;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("a: [|b|]", "b", YamlStyle.Plain)]
    [InlineData("a:   [|b c|]   # d", "b c", YamlStyle.Plain)]
    [InlineData("é: [|😀 ü|]\nb: c", "😀 ü", YamlStyle.Plain)]
    [InlineData("a: '[|b|]'", "b", YamlStyle.SingleQuoted)]
    [InlineData("a: '[|b''c|]'", "b'c", YamlStyle.SingleQuoted)]
    [InlineData("a: \"[|b\\tc|]\" # d", "b\tc", YamlStyle.DoubleQuoted)]
    [InlineData("a: \"[||]\"", "", YamlStyle.DoubleQuoted)]
    [InlineData("a: [|b\n  c\n  d|]\ne: f", "b c d", YamlStyle.Plain)]
    [InlineData("a:\n  [|b|]", "b", YamlStyle.Plain)]
    [InlineData("a: >-\n  [|b|]\nc: d", "b", YamlStyle.Folded)]
    [InlineData("a: >2- # d\n   [|b\n  c|]\n\nc: d", " b\nc", YamlStyle.Folded)]
    [InlineData("a: |\n\n  [|b\n   c|]\n\nc: d", "\nb\n c\n", YamlStyle.Literal)]
    [InlineData("a: |", "", YamlStyle.Literal)]
    [InlineData("a: &x !!str '[|b|]'", "b", YamlStyle.SingleQuoted)]
    [InlineData("a: !my/tag &x [|b|]", "b", YamlStyle.Plain)]
    [InlineData("a: &x\n  [|b|]", "b", YamlStyle.Plain)]
    [InlineData("{a: [|b|], c: d}", "b", YamlStyle.Plain)]
    [InlineData("{\"a\":\"[|b|]\"}", "b", YamlStyle.DoubleQuoted)]
    [InlineData("? a\n: [|b|]", "b", YamlStyle.Plain)]
    [InlineData("a: [|1.10|]", "1.10", YamlStyle.Plain)]
    [InlineData("a: &x", "", YamlStyle.Plain)]
    [InlineData("a:", "", YamlStyle.Plain)]
    public void A_scalar_knows_where_its_text_stands(string marked, string value, YamlStyle style) => Assert.All(Marked.Forms(marked), form =>
    {
        (string text, ImmutableArray<TextSpan> spans) = Marked.Read(form);
        YamlScalar scalar = Assert.IsType<YamlScalar>(Root(text).Entries[0].Value);
        Assert.Equal((value, style), (scalar.Value, scalar.Style));
        if (spans is [var span])
            Assert.Equal(span, scalar.Span);
        else
            Assert.Equal(0, scalar.Span.Length);
    });

    [Theory]
    [InlineData("[|a|]:\n  [|b|]: c\n  '[|d|]': e")]
    [InlineData("{[|a|]: {[|b|]: c}, \"[|d|]\": e}")]
    public void Keys_know_where_they_stand(string marked) => Assert.All(Marked.Forms(marked), form =>
    {
        (string text, ImmutableArray<TextSpan> spans) = Marked.Read(form);
        YamlMap root = Root(text);
        Assert.Equal(spans.Order(), Keys(root).Select(static key => key.Span).Order());
    });

    [Fact]
    public void An_alias_stands_where_its_anchor_is()
    {
        (string text, ImmutableArray<TextSpan> spans) = Marked.Read("a: &x [|b|]\nc: *x");
        Assert.Equal(spans[0], Root(text).Find("c")!.Span);
    }

    [Theory]
    [InlineData("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}", "b=3 a=1")]
    [InlineData("x: &x {a: 1}\nz: &z {a: 2, b: 3}\ny: {c: 4, <<: [*x, *z]}", "c=4 a=1 b=3")]
    [InlineData("y: {<<: {a: 1}, '<<': 2}", "<<=2 a=1")]
    [InlineData("w: &w {a: 1}\nx: &x {<<: *w, b: 2}\ny: {<<: *x}", "b=2 a=1")]
    [InlineData("y: {<<: null, a: 1}", "a=1")]
    public void Maps_are_merged_and_their_own_keys_win(string text, string merged) => Assert.Equal(
        merged,
        string.Join(' ', ((YamlMap)Root(text).Find("y")!).Entries.Select(static entry => $"{entry.Key}={entry.Value}")));

    [Theory]
    [InlineData("a: 1\n[|a|]: 2", "'a' stands twice; it is in line 1 already", YamlErrorKind.DuplicateKey)]
    [InlineData("a: [|*b|]", "nothing before is called 'b'", YamlErrorKind.Meaningless)]
    [InlineData("a: &a {b: [|*a|]}", "nothing before is called 'a'", YamlErrorKind.Meaningless)]
    [InlineData("{a: 1, [|{b: 2}|]: 3}", "a map is no key; write a word", YamlErrorKind.Meaningless)]
    [InlineData("<<: [|b|]", "a word cannot be merged; name a map", YamlErrorKind.Meaningless)]
    [InlineData("a: b\nc: [||]@d", "not valid YAML: while scanning for the next token, found character that cannot start any token", YamlErrorKind.Unreadable)]
    [InlineData("a: b[|\0|]c\nd: '", "not valid YAML: the control character U+0000; remove it", YamlErrorKind.Unreadable)]
    [InlineData("a: \"b[|\u001B|]\"", "not valid YAML: the control character U+001B; remove it", YamlErrorKind.Unreadable)]
    [InlineData("%FOO a[|\0|]b", "not valid YAML: the control character U+0000; remove it", YamlErrorKind.Unreadable)]
    public void What_is_wrong_has_a_place(string marked, string message, YamlErrorKind kind) => Assert.All(Marked.Forms(marked), form =>
    {
        (string text, ImmutableArray<TextSpan> spans) = Marked.Read(form);
        YamlError error = Assert.Single(YamlText.Parse(text).Errors);
        Assert.Equal((message, kind), (error.Message, error.Kind));
        Assert.Equal(spans[0].Start, error.Span.Start);
        if (kind != YamlErrorKind.Unreadable)
            Assert.Equal(spans[0], error.Span);
    });

    [Fact]
    public void Of_a_key_that_stands_twice_the_last_counts() => Assert.Equal("2", Root("a: 1\nb: 3\na: 2").Find("a")!.ToString());

    [Theory]
    [InlineData("a: b\nc: {d: e, f: [g, h", "a c")]
    [InlineData("a: b\nc: d\n e: @f", "a")]
    [InlineData("a: b\n---\nc: d\n---\ne: @", "a c ")]
    public void What_stands_before_an_error_is_read(string text, string keys)
    {
        YamlText yaml = YamlText.Parse(text);
        Assert.False(yaml.IsReadable);
        Assert.Equal(keys, string.Join(' ', yaml.Documents.Select(static document => string.Join(' ', ((YamlMap)document.Root).Entries.Select(static entry => entry.Key)))));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("# a", 0)]
    [InlineData("---\n", 1)]
    [InlineData("a: b\n---\n---\nc: d\n...\n", 3)]
    public void A_text_has_documents(string text, int count) => Assert.Equal(count, YamlText.Parse(text).Documents.Length);

    [Fact]
    public void Anchors_are_of_one_document() => Assert.Single(YamlText.Parse("a: &x b\n---\na: *x").Errors);

    [Theory]
    [InlineData("#[| a|]\nb: c #[| d|]\n  #[|e|]\n")]
    [InlineData("a: b#c\nd: '# e' #[| f|]\ng: \"#\"")]
    [InlineData("a: | #[| b|]\n  # c\n #[| d|]\ne: f")]
    [InlineData("a: [b, #[| c|]\n  d] #[||]\n---\n#[| e|]\n- #[| f|]\n  g\n#[| h|]")]
    public void Comments_are_found(string marked) => Assert.All(Marked.Forms(marked), form =>
    {
        (string text, ImmutableArray<TextSpan> spans) = Marked.Read(form);
        Assert.Equal(spans, YamlText.Parse(text).Comments);
    });

    [Theory]
    [InlineData("# a\n%YAML 1.2\n---\nb: c")]
    [InlineData("%TAG ! tag:example.com,2020:\n---\nb: !x c")]
    public void Directives_are_read(string text)
    {
        YamlText yaml = YamlText.Parse(text);
        Assert.Empty(yaml.Errors);
        Assert.Equal("b", ((YamlMap)Assert.Single(yaml.Documents).Root).Entries[0].Key.Value);
    }

    [Fact]
    public void Nesting_is_limited_as_written_and_by_aliases()
    {
        string flow = new string('[', YamlText.MostNested + 1) + new string(']', YamlText.MostNested + 1);
        Assert.Equal("nested too deeply", Assert.Single(YamlText.Parse(flow).Errors).Message);
        string chain = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 300).Select(static i => $"a{i}: &a{i} [*a{i - 1}]\n"));
        YamlText yaml = YamlText.Parse(chain);
        Assert.Equal("nested too deeply", yaml.Errors[0].Message);
        Assert.True(yaml.Documents[0].Root.Height <= YamlText.MostNested);
    }

    private static YamlMap Root(string text) => Assert.IsType<YamlMap>(YamlText.Parse(text).Documents[0].Root);

    private static IEnumerable<YamlScalar> Keys(YamlNode node) => node is not YamlMap map
        ? []
        : map.Entries.SelectMany(static entry => Keys(entry.Value).Prepend(entry.Key));
}
