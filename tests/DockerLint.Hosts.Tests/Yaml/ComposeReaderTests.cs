using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Yaml;

public sealed class ComposeReaderTests : ReaderTest
{
    [Theory]
    [InlineData("services:\n  web:\n    image: [|redis:7|] # cache\n  'db':\n    image: \"[|ghcr.io/a/b@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|]\"")]
    [InlineData("services: {wéb: {image: '[|redis|]', x-image: other}, db: {image: [|mysql|]}}")]
    [InlineData("services:\n  web:\n    image: >-\n      [|redis:7|]")]
    [InlineData("services:\n  web: &web\n    image: [|redis:7|]\n  again:\n    <<: *web\n  more: *web")]
    [InlineData("x-common: &common\n  image: [|redis:7|]\nx-other:\n  image: none\nservices:\n  web:\n    <<: *common\n  db:\n    <<: *common\n    image: [|mysql:8|]")]
    [InlineData("web:\n  image: [|redis|]\ndb:\n  build: .")]
    [InlineData("services:\n  web:\n    build:\n      context: .\n      tags: ['[|me/web:1|]']\n      cache_from: [me/web:cache]\n      additional_contexts:\n        base: docker-image://[|alpine:3|]\n        other: ../other")]
    [InlineData("services:\n  web:\n    build:\n      additional_contexts: ['base=docker-image://[|alpine:3|]', a=b]")]
    [InlineData("services:\n  web:\n    volumes: [{type: image, source: [|data:1|], target: /d}, {type: bind, source: x, target: /x}]")]
    [InlineData("services:\n  web:\n    build:\n      dockerfile_inline: |\n        FROM [|golang:1|] AS build\n\n        FROM build\n        COPY --from=[|nginx|] /a \\\n          /b\n      tags: ['[|me/web:1|]']\n  db: {build: {dockerfile_inline: FROM [|mysql:8|]}}")]
    [InlineData("services:\n  web:\n    build:\n      dockerfile_inline: |2\n\n          FROM [|a:1|]\n        FROM [|b:1|]\n      additional_contexts: {base: ../base}\n  db:\n    build: {additional_contexts: [base=../base], dockerfile_inline: FROM base}")]
    [InlineData("name: image\nvolumes: {image: {}}\nsecrets: {image: {file: image}}\nmodels: {m: {model: ai/smollm2}}")]
    [InlineData("services:\n  web:\n    image:\n  db:\n    image: ''\n  list: [image]\n  none:")]
    public void Finds_the_images_of_services(string text) => AssertFinds(text);

    [Theory]
    [InlineData("redis:${V:-7}", "redis:7")]
    [InlineData("redis:${V-7}", "redis:7")]
    [InlineData("redis:${E:-7}", "redis:7")]
    [InlineData("redis:${E-7}x", "redis:x")]
    [InlineData("redis:$SET", "redis:set")]
    [InlineData("redis:${SET:-7}", "redis:set")]
    [InlineData("redis:${SET:+8}", "redis:8")]
    [InlineData("redis${E:+:8}", "redis")]
    [InlineData("redis:${SET:?needed}", "redis:set")]
    [InlineData("redis:${V:-${W:-${X:-7}}}-a", "redis:7-a")]
    [InlineData("redis:${V:-${SET}}", "redis:set")]
    [InlineData("redis:$V", "redis:?")]
    [InlineData("redis:${V}", "redis:?")]
    [InlineData("redis:${V:?needed}-alpine", "redis:?-alpine")]
    [InlineData("redis${V:+:8}", "redis?")]
    [InlineData("${R}/redis:${V}", "?/redis:?")]
    [InlineData("localhost:${P}/redis@${D}", "localhost:?/redis@?")]
    [InlineData("redis@sha256:${D}", "redis@sha256:?")]
    [InlineData("redis:{{ tag }}", "redis:?")]
    [InlineData("redis:${1}", "redis:?")]
    [InlineData("redis:${V", "redis:?")]
    public void Variables_are_replaced(string written, string read)
    {
        ImageDocument document = Read($"services: {{web: {{image: '{written}'}}}}", static name => name switch { "SET" => "set", "E" => "", _ => null });
        Assert.Equal([$"Container {read}"], Describe(document));
        ImageUse image = Assert.Single(document.Images);
        Assert.True(image.Result.Success, image.Text);
    }

    [Theory]
    [InlineData("$R/app:latest")]
    [InlineData("${M}debian")]
    [InlineData("redis:${V:?needed}-a")]
    [InlineData("ghcr.io/${{ github.repository }}:latest")]
    [InlineData("$(R)/redis@${D}")]
    [InlineData("redis${V:+:8}")]
    [InlineData("redis:{{ tag }}<x>")]
    public void What_is_not_known_is_shown_as_it_is_written(string written) =>
        Assert.Equal(written, Assert.Single(Read($"services: {{web: {{image: '{written}'}}}}").Images).Shown());

    [Theory]
    [InlineData("$IMAGE")]
    [InlineData("${IMAGE}:${TAG}")]
    [InlineData("<your image>")]
    [InlineData("{{ image }}")]
    public void An_image_of_which_nothing_is_known_is_none(string written) => Assert.Empty(Read($"services: {{web: {{image: '{written}'}}}}").Images);

    [Theory]
    [InlineData("{image: me/web, build: .}", "Built me/web")]
    [InlineData("{image: me/web, pull_policy: build}", "Built me/web")]
    [InlineData("{image: me/web, extends: base}", "Built me/web")]
    [InlineData("{image: me/web, extends: {service: base}}", "Built me/web")]
    [InlineData("{image: me/web, extends: {service: base, file: other.yaml}}", "Container me/web")]
    [InlineData("{image: me/base}", "Built me/base")]
    [InlineData("{image: me/web}", "Container me/web")]
    public void What_is_built_is_not_fetched(string service, string expected) => Assert.Contains(
        expected,
        Describe(Read($"services:\n  base: {{image: me/base, build: .}}\n  web: {service}\n  a: {{extends: b}}\n  b: {{extends: a}}")));

    [Theory]
    [InlineData("build: ./web", "Dockerfile in ./web")]
    [InlineData("build: {context: ./web, dockerfile: 'd/Dockerfile.${E:-dev}', target: run}", "d/Dockerfile.dev in ./web target run")]
    [InlineData("build: {target: run}", "Dockerfile in . target run")]
    [InlineData("build: {args: {A: 1, B: null}}", "Dockerfile in . args A,B")]
    [InlineData("build: {args: [A=1, B, '$C=2']}", "Dockerfile in . args A,B")]
    [InlineData("build: {context: $DIR, dockerfile: $FILE, target: $STAGE}", "unknown in ?")]
    [InlineData("build: {additional_contexts: {base: ../base}}", "Dockerfile in . contexts base")]
    [InlineData("build: {additional_contexts: [base=../base]}", "Dockerfile in . contexts base")]
    [InlineData("extends: base\n    build: {target: run}", "unknown in . target run")]
    [InlineData("extends: {service: base, file: other.yaml}\n    build: ./web", "unknown in ./web")]
    [InlineData("extends: base\n    build: {context: ./web, dockerfile: D}", "D in ./web")]
    [InlineData("build: {dockerfile_inline: \"FROM scratch\\n\"}", "inline FROM scratch in .")]
    public void Finds_builds(string build, string expected) =>
        Assert.Equal([expected], Read($"services:\n  web:\n    {build}").Builds.Select(Describe));

    [Theory]
    [InlineData("\"FROM alpine\\nRUN a\"", "FROM alpine\\nRUN a")]
    [InlineData("FROM alpine # a comment", "alpine")]
    [InlineData("\"RUN a\\nFROM alpine\"\n    # FROM alpine", "RUN a\\nFROM alpine")]
    [InlineData("\"ARG A=b\\nFROM $$A\"", null)]
    public void An_image_of_a_Dockerfile_that_is_not_written_line_by_line_stands_where_that_does(string inline, string? place)
    {
        string text = $"services:\n  web:\n    build:\n      dockerfile_inline: {inline}";
        Assert.Equal(place, Read(text).Images.Select(image => text.Substring(image.Span.Start, image.Span.Length)).SingleOrDefault());
    }

    [Fact]
    public void The_parts_of_a_build_know_where_they_stand()
    {
        const string Text = "services:\n  web:\n    build:\n      context: 'dir'\n      target: run\n      args: ['ARG=1']\n      additional_contexts: {ctx: x}";
        BuildUse build = Assert.Single(Read(Text).Builds);
        Assert.Equal(
            ["build", "dir", "run", "ARG", "ctx"],
            new[] { build.Span, build.Context!.Span, build.Target!.Span, build.Arguments[0].Span, build.NamedContexts[0].Span }.Select(span => Text.Substring(span.Start, span.Length)));
    }

    [Fact]
    public void What_stands_before_an_error_is_found_and_the_error_has_a_place()
    {
        const string Text = "services:\n  web:\n    image: redis # dockerlint ignore=DL3006\n  db:\n    image: @";
        ImageDocument document = Read(Text);
        Assert.Equal(["Container redis"], Describe(document));
        Assert.Equal(Text.IndexOf('@', StringComparison.Ordinal), Assert.Single(document.Errors).Span.Start);
        Assert.Equal(" dockerlint ignore=DL3006", Text.Substring(document.Comments[0].Start, document.Comments[0].Length));
    }

    [Fact]
    public void Any_text_can_be_read() => Gen.OneOf(
        Mutations.Texts("services:", "\n  a:", "\n    image: ", "build: ", "args: ", "extends: ", "<<: *x", "&x ", "${A:-", "}", "[", "]", "{", "'", "docker-image://", "$"),
        Mutations.Of("x-a: &a {image: 'b:${C:-1}'}\nservices:\n  web: {<<: *a, build: {context: ., args: [A=1], tags: [x]}}\n  db:\n    extends: web\n    image: \"q\"\n")).Sample(AssertSound);

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.Compose, new SourceText(text), variables);
}
