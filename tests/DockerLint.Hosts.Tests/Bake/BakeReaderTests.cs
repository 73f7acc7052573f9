using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Bake;

public sealed class BakeReaderTests : ReaderTest
{
    private const string Sample = """
        variable "TAG" { default = "1.2" }
        // what all have in common
        target "_common" { args = { A = "1", "B" = null } }
        target "app" {
          inherits   = ["_common"]
          matrix     = { os = ["alpine", "debian"], n = [1, 2] }
          name       = "app-${os}-${n}"
          context    = "."
          dockerfile = "${os}/Dockerfile"
          contexts   = { base = "docker-image://${os}:${TAG}" }
          tags       = [for t in ["a", "b"]: "me/${os}:${t}" if t != "b"]
          dockerfile-inline = <<-EOT
            FROM x
            %{ if TAG == "" ~}RUN y%{ endif }
          EOT
          platforms = n > 1 ? ["linux/${lower("AMD64")}"] : null /* none */
        }
        """;

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.Bake, new SourceText(text), variables);

    [Theory]
    [InlineData("target \"a\" { contexts = { base = \"docker-image://[|alpine:3.20|]\" } }")]
    [InlineData("target \"a\" {\n  contexts = {\n    \"base\" : \"docker-image://[|ghcr.io/o/é/n:1|]\"\n    other = \"target:b\", dir = \"../x\"\n  }\n}")]
    [InlineData("target a {\n  tags = [\n    \"[|me/a:1|]\", # the first\n    \"[|me/a:2|]\",\n  ]\n}")]
    [InlineData("variable \"BASE\" {\n  default = \"docker-image://[|debian:12|]\"\n}\ntarget \"a\" {\n  contexts = { base = BASE }\n}\ntarget \"b\" {\n  contexts = { base = BASE }\n}")]
    [InlineData("BASE = \"docker-image://[|debian:12|]\"\ntarget \"a\" { contexts = { base = (BASE) } }")]
    [InlineData("target \"a\" { contexts = true ? { base = \"docker-image://[|a|]\" } : { base = \"docker-image://b\" } }")]
    [InlineData("target \"a\" {\n  dockerfile-inline = <<-EOT\n\n    FROM [|golang:1|] AS build\n    FROM build\n    RUN --mount=from=[|alpine|] a\n  EOT\n}\ntarget \"b\" { inherits = [\"a\"] }")]
    [InlineData("target \"a\" {\n  contexts = { base = \"target:b\" }\n  dockerfile-inline = <<EOT\n  FROM base\n  COPY --from=[|nginx:1|] a b\nEOT\n}")]
    [InlineData("target \"a\" { cache-from = [\"type=registry,ref=me/a\"]\n output = [\"type=image,name=me/b\"] }")]
    public void The_images_of_HCL_stand_where_they_are_written(string marked) => AssertFinds(marked);

    [Theory]
    [InlineData("""{ "target": { "a": { "contexts": { "base": "docker-image://[|alpine:3|]" }, "tags": ["[|me/a|]"] } } }""")]
    [InlineData("""{"variable":{"V":{"default":"docker-image://[|x:1|]"}},"target":{"a":{"contexts":{"b":"${V}"}}}}""")]
    [InlineData("""{"target":[{"a":[{"tags":"[|me/a|]"}]}]}""")]
    public void The_images_of_JSON_stand_where_they_are_written(string marked) => AssertFinds(marked);

    [Theory]
    [InlineData("\"docker-image://alpine:${TAG}\"", "Base alpine:1.2")]
    [InlineData("\"docker-image://${upper(\"x\")}:${TAG}\"", "Base X:1.2")]
    [InlineData("\"docker-image://${REGISTRY}alpine:1\"", "Base ?alpine:1")]
    [InlineData("\"docker-image://alpine:${NONE}\"", "Base alpine:?")]
    [InlineData("\"docker-image://alpine:${timestamp()}\"", "Base alpine:?")]
    [InlineData("\"docker-image://alpine:${TAG == \"1.2\" ? \"one\" : \"other\"}\"", "Base alpine:one")]
    [InlineData("\"docker-image://alpine:${MAP[\"k\"]}-${MAP.k}-${LIST[1]}-${LIST.0}\"", "Base alpine:v-v-b-a")]
    [InlineData("\"docker-image://alpine:${join(\"-\", concat(LIST, [3, 1.50]))}\"", "Base alpine:a-b-3-1.5")]
    [InlineData("\"docker-image://alpine:${2 + 3 * 4 - 1}\"", "Base alpine:13")]
    [InlineData("\"docker-image://alpine:${!(1 > 2) && (false || 3 <= 3)}\"", "Base alpine:true")]
    [InlineData("format(\"docker-image://a:%s-%03d-%-3v-%q.%t%%\", TAG, 7, \"x\", \"q\", true)", "Base a:1.2-007-x  -\"q\".true%")]
    [InlineData("format(\"docker-image://a:%.2f-%x-%05d-%d\", 1.5, 255, -42, 3)", "Base a:1.50-ff--0042-3")]
    [InlineData("format(\"docker-image://a:%s\")", null)]
    [InlineData("format(\"docker-image://a:1\", 1)", null)]
    [InlineData("format(\"docker-image://a:%d\", 1.5)", null)]
    [InlineData("format(\"docker-image://a:%z\", 1)", null)]
    [InlineData("format(\"docker-image://a:%9999s\", 1)", null)]
    [InlineData("format(\"docker-image://a:%\")", null)]
    [InlineData("format(\"docker-image://a:%.999999999f\", 1)", null)]
    [InlineData("format(\"docker-image://a:%.99999999999f\", 1)", null)]
    [InlineData("\"docker-image://a:${substr(\"abc\", 1, 79000000000000000000000000000)}${substr(\"abc\", 79000000000000000000000000000, 79000000000000000000000000000)}${substr(\"a\", 0, 0)}\"", "Base a:bc")]
    [InlineData("\"docker-image://a:${trim(\"\\n\", \"\") == \"\" ? \"no\" : \"yes\"}\"", "Base a:yes")]
    [InlineData("\"docker-image://a:${substr(\"hello\", 1, 3)}-${substr(\"hello\", -2, -1)}-${strlen(\"e\u0301a\")}-${reverse(\"abc\")}\"", "Base a:ell-lo-2-cba")]
    [InlineData("\"docker-image://a:${trim(\"--b--\", \"-\")}${chomp(\"c\\n\")}-${title(\"one two\")}-${sanitize(\"a/b.c-d_e\")}\"", "Base a:bc-One Two-a_b_c-d_e")]
    [InlineData("\"docker-image://a:${join(\"-\", sort(distinct([\"c\", \"a\", \"c\"])))}${join(\"\", reverselist(LIST))}${join(\"\", slice(LIST, 1, 2))}${index(LIST, 0)}\"", "Base a:a-cbaba")]
    [InlineData("\"docker-image://a:${min(3, 1, 2)}${max(3, 1)}${add(1, 2)}${subtract(5, 1)}${multiply(2, 3)}${divide(9, 3)}${modulo(7, 4)}\"", "Base a:1334633")]
    [InlineData("\"docker-image://a:${absolute(-1)}${negate(-2)}${ceil(1.2)}${floor(1.8)}${int(3.9)}${greaterthan(2, 1)}${lessthanorequalto(2, 1)}\"", "Base a:12213truefalse")]
    [InlineData("image(\"alpine\", \"9\")", "Base alpine:9")]
    [InlineData("image(LIST...)", "Base a:b")]
    [InlineData("\"docker-image://alpine:$${TAG}\"", "Base alpine:${TAG}")]
    [InlineData("\"docker-image://alpine:${REGISTRY == \"\" ? \"none\" : REGISTRY}\"", "Base alpine:none")]
    [InlineData("\"docker-image://alpine:%{ if TAG == \"1\" }a%{ else }b%{ endif }\"", null)]
    [InlineData("\"docker-image://${LOOP}\"", null)]
    [InlineData("\"docker-image://a:${LOOP}\"", "Base a:?")]
    [InlineData("LOOP", null)]
    [InlineData("target.a.contexts", null)]
    [InlineData("merge({ k = \"docker-image://a\" }, TAG != \"\" ? {} : { k = \"no\" }).k", "Base a")]
    [InlineData("lookup(MAP, \"none\", \"docker-image://b:${trimsuffix(\"1-x\", \"-x\")}\")", "Base b:1")]
    [InlineData("\"docker-image://a:${coalesce(REGISTRY, null, split(\"-\", \"x-y\")[1])}\"", "Base a:y")]
    [InlineData("\"docker-image://a:${contains(LIST, \"b\") ? length(LIST) : 0}\"", "Base a:2")]
    [InlineData("\"docker-image://a@${NONE}\"", "Base a@?")]
    [InlineData("\"docker-image://${target.a.args.V}\"", null)]
    public void Expressions_are_worked_out_as_far_as_the_file_says_enough(string context, string? image)
    {
        string text = $$"""
            variable "TAG" { default = "1.2" }
            variable "REGISTRY" { default = "" }
            variable "NONE" {}
            variable "MAP" { default = { k = "v" } }
            variable "LIST" { default = ["a", "b"] }
            variable "LOOP" { default = "${LOOP}" }
            function "image" {
              params = [name, tag]
              result = "docker-image://${name}:${tag}"
            }
            target "a" { contexts = { base = {{context}} } }
            """;
        ImageDocument document = Read(text);
        Assert.Empty(document.Errors);
        Assert.Equal(image is null ? [] : [image], Describe(document));
    }

    [Fact]
    public void The_environment_is_stronger_than_a_default() => Assert.Equal(
        ["Base alpine:9"],
        Describe(Read("variable \"TAG\" { default = 1 }\ntarget \"a\" { contexts = { b = \"docker-image://alpine:${TAG}\" } }", static name => name == "TAG" ? "9" : null)));

    [Fact]
    public void A_matrix_is_all_ways_to_choose_from_it() => Assert.Equal(
        ["Built me/a:1-x", "Built me/a:1-y", "Built me/a:2-x", "Built me/a:2-y"],
        Describe(Read("target \"a\" {\n matrix = { n = [1, 2], s = [\"x\", \"y\"] }\n name = \"a-${n}-${s}\"\n tags = [\"me/a:${n}-${s}\"]\n}")));

    [Theory]
    [InlineData("""target "a" { context = "." }""", "Dockerfile in .")]
    [InlineData("""target "a" { dockerfile = "x/Dockerfile" }""", "x/Dockerfile in .")]
    [InlineData("target \"a\" {\n context = \"src\"\n target = \"run\"\n args = { A = 1, \"B\" = \"x\", C = null }\n contexts = { base = \"target:b\" }\n}", "Dockerfile in src target run args A,B contexts base")]
    [InlineData("target \"a\" {\n dockerfile-inline = <<EOT\nFROM x\nRUN $${y}\nEOT\n}", "inline FROM x\nRUN ${y} in .")]
    [InlineData("variable \"D\" {}\ntarget \"a\" { dockerfile = D }", "unknown in .")]
    [InlineData("variable \"D\" {}\ntarget \"a\" { target = \"t\"\n context = \"${D}/x\" }", "Dockerfile in ? target t")]
    [InlineData("target \"a\" { inherits = [\"elsewhere\"]\n target = \"t\" }", "unknown in ? target t")]
    [InlineData("target \"docker-metadata-action\" {}\ntarget \"a\" { inherits = [\"docker-metadata-action\"]\n target = \"t\" }", "Dockerfile in . target t")]
    [InlineData("target \"a\" { inherits = [\"docker-metadata-action\"]\n target = \"t\" }", "Dockerfile in . target t")]
    [InlineData("target \"p\" { context = \"p\"\n args = { X = 1 } }\ntarget \"q\" { context = \"q\"\n target = \"t\" }\ntarget \"a\" { inherits = [\"p\", \"q\"] }", "Dockerfile in q target t")]
    [InlineData("target \"_p\" { context = \"p\" }", "")]
    [InlineData("target \"a\" { tags = [\"me/a\"] }", "")]
    [InlineData("target \"a\" { matrix = { t = [\"x\", \"y\"] }\n name = t\n target = t }", "Dockerfile in . target x|Dockerfile in . target y")]
    [InlineData("target \"a\" { matrix = { t = [\"x\", \"y\"] }\n name = t\n target = \"z\" }", "Dockerfile in . target z")]
    [InlineData("""{"target":{"a":{"dockerfile":"D","args":{"X":"${Y}"}}}}""", "D in . args X")]
    public void Builds_are_the_targets_that_say_what_is_built(string text, string builds)
    {
        ImageDocument document = Read(text);
        Assert.Empty(document.Errors);
        Assert.Equal(builds, string.Join('|', document.Builds.Select(Describe)));
    }

    [Fact]
    public void A_target_that_a_group_names_is_built_though_others_inherit_from_it() => Assert.Equal(
        2, Read("group \"g\" { targets = [\"p\"] }\ntarget \"p\" { context = \"p\" }\ntarget \"a\" { inherits = [\"p\"] }").Builds.Length);

    [Fact]
    public void Parts_of_a_build_stand_where_they_are_written()
    {
        const string Text = "variable \"T\" { default = \"run\" }\ntarget \"a\" {\n dockerfile = \"d\"\n target = T\n args = { X = 1, \"Y\" = 2 }\n}";
        BuildUse build = Assert.Single(Read(Text).Builds);
        Assert.Equal(["a", "d", "run", "X", "Y"], new[] { build.Span, build.Dockerfile!.Span, build.Target!.Span }
            .Concat(build.Arguments.Select(static argument => argument.Span)).Select(span => Text.Substring(span.Start, span.Length)));
    }

    [Theory]
    [InlineData("# a\ntarget \"x\" { // b\n /* c */ tags = [ # d\n ] }", " a| b| c | d")]
    [InlineData("a = \"# no\" #yes", "yes")]
    public void Comments_are_without_their_marks(string text, string comments)
    {
        ImageDocument document = Read(text);
        Assert.Empty(document.Errors);
        Assert.Equal(comments, string.Join('|', document.Comments.Select(span => text.Substring(span.Start, span.Length))));
    }

    [Theory]
    [InlineData("target \"a\" {\n tags = [\"me/a\"]\n x = ^\n}", "Built me/a", 35, "an expression is expected here, not '^'")]
    [InlineData("target \"a\" {\n tags = [\"me/a\"", "Built me/a", 28, "']' is expected here, not the end")]
    [InlineData("target \"a\" { tags = [\"me/a\" \"me/b\"] }", "Built me/a", 28, "',' or ']' is expected here, not '\"'")]
    [InlineData("x = \"a\nb\"", "", 6, "'\"' is expected here, not the end of the line")]
    [InlineData("x = 1 y = 2", "", 6, "the end of the line is expected here, not 'y'")]
    [InlineData("}", "", 0, "the name of an attribute or block is expected here, not '}'")]
    [InlineData("x", "", 1, "'=' or the '{' of a block is expected here, not the end")]
    [InlineData("x = <<EOT\na\n", "", 4, "a here-document that its mark ends on a line of its own is expected here, not '<'")]
    [InlineData("x = \"${1\"", "", 8, "'}' is expected here, not '\"'")]
    [InlineData("/* x", "", 0, "a comment that '*/' ends is expected here, not '/'")]
    [InlineData("{\"target\":{\"a\":{\"tags\":[\"me/a\"],}}}", "Built me/a", 32, "another item is expected here, not '}'")]
    [InlineData("{\"target\":{\"a\":{\"tags\":[\"${\"]}}}", "", 27, "an expression is expected here, not the end")]
    [InlineData("{\"a\": 01}", "", 7, "',' or '}' is expected here, not '1'")]
    public void What_comes_before_an_error_is_read(string text, string images, int at, string message) =>
        AssertReadsUpTo(text, at, message, images);

    [Theory]
    [InlineData("a = b ? c : d ? e : f")]
    [InlineData("a = {\n  b = 1,\n  c = 2\n\n  (d) = 3\n  \"${e}\" = [\n 1,\n 2\n ]\n}")]
    [InlineData("a = [for k, v in { x = 1 }: \"${k}=${v}\" if v > 0]")]
    [InlineData("a = { for s in [\"x\"] : s => upper(s)... }")]
    [InlineData("a = b.*.c\nd = e[*].f\ng = provider::h(1)\n")]
    [InlineData("a = -1e3 + - 2 % 3")]
    [InlineData("a = (\n  b\n  ? c\n  : d\n)")]
    [InlineData("a = \"\\\"\\u00e9\\n$ % $$ \\\\\"")]
    [InlineData("a = <<EOT\nx ${b} \"y\" \\z\n  EOT\nc = 1")]
    [InlineData("a = f(<<-A\n x\n A\n, 2)")]
    [InlineData("a {}\nb \"c\" d {\n}\ne { f = 1 }")]
    [InlineData("variable A {\n default = \"x\"\n validation {\n  condition = A != \"\"\n  error_message = \"no\"\n }\n}")]
    [InlineData("a-b_c = 1 # d\r\n\r\n/* e\n f */ g = 2")]
    [InlineData("a = \"%{ for x, y in z ~}${x}%{~ endfor }\"")]
    [InlineData("")]
    public void HCL_is_read_without_errors(string text) => Assert.Empty(Read(text).Errors);

    [Theory]
    [InlineData("a = ", "(", ")")]
    [InlineData("a = ", "[", "]")]
    [InlineData("a = ", "-", "")]
    [InlineData("a = ", "{ b = ", "}")]
    [InlineData("a = ", "\"${", "}\"")]
    [InlineData("a = ", "f(", ")")]
    [InlineData("a = ", "b ? c : ", "")]
    [InlineData("", "a {", "}")]
    [InlineData("", "{\"a\":", "}")]
    [InlineData("a = ", "[for x in ", "]")]
    public void What_is_nested_too_deeply_is_an_error(string start, string open, string close)
    {
        string text = start + string.Concat(Enumerable.Repeat(open, 20_000)) + "1" + string.Concat(Enumerable.Repeat(close, 20_000));
        Assert.Contains("nested too deeply", Assert.Single(Read(text).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = 1", " + 1", 100_000)]
    [InlineData("a = b", ".b", 100_000)]
    [InlineData("a = b", "[0]", 100_000)]
    public void A_long_expression_is_no_deep_one(string start, string more, int times) =>
        Assert.Empty(Read(start + string.Concat(Enumerable.Repeat(more, times)) + "\ntarget \"t\" { tags = [a] }").Errors);

    [Fact]
    public void A_file_that_grows_in_the_evaluation_is_given_up()
    {
        string doubled = string.Concat(Enumerable.Range(1, 60).Select(static n => $"v{n} = \"${{v{n - 1}}}${{v{n - 1}}}\"\nl{n} = flatten([l{n - 1}, l{n - 1}])\nn{n} = [n{n - 1}, n{n - 1}]\n"));
        const string Recursive = "function \"f\" {\n params = [x]\n result = \"${f(x)}${f(x)}\"\n}\n";
        ImageDocument document = Read($"v0 = \"x\"\nl0 = [\"x\"]\nn0 = []\n{doubled}{Recursive}target \"t\" {{ tags = concat([\"${{v60}}\", f(1)], l60, flatten(n60)) }}\ntarget \"u\" {{ tags = [v60] }}");
        Assert.Empty(document.Errors);
        Assert.All(document.Images, static image => Assert.NotEmpty(image.Holes));
    }

    [Fact]
    public void Time_grows_with_the_text()
    {
        static string Targets(int count) => string.Concat(Enumerable.Range(0, count).Select(static n => $"target \"t{n}\" {{\n  inherits = [\"t{n - 1}\"]\n  context = \".\" # c\n  tags = [\"me/t:${{{n}}}\"]\n}}\n"));
        string small = Targets(100);
        string large = Targets(100 * Growth.Factor);
        Growth.AssertLinear("targets", () => Read(small), () => Read(large));
    }

    [Fact]
    public void No_text_is_too_odd() => Mutations.Texts(
        "target \"a\" {", "}", "tags = [", "]", "\"", "${", "%{", "~", "<<EOT", "EOT", "<<-E", "=", ",", "(", ")", "for", "in", "if", "a", "1", ".", "*", "?", ":", "/*", "*/", "#", "\\u", "{", "null", "contexts").Sample(AssertSound);

    [Fact]
    public void No_change_of_a_file_is_too_odd() => Mutations.Of(Sample).Sample(AssertSound);

    [Fact]
    public void The_sample_is_read_as_it_is_meant()
    {
        ImageDocument document = Read(Sample);
        Assert.Empty(document.Errors);
        Assert.Equal(["Base alpine:1.2", "Base debian:1.2", "Built me/alpine:a", "Built me/debian:a"], Describe(document));
    }
}
