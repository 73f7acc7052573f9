using DockerLint.Hosts.Bake.Builds;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Bake;

/// <summary>What files of Compose take of each other.</summary>
public sealed class ComposeServicesTests
{
    [Theory]
    [InlineData("services:\n  a:\n    extends: b\n    image: me/a\n  b:\n    image: me/b\n    build: {context: x, args: {A: 1}}\n", "a x [me/a] A=1; b x [me/b] A=1")]
    [InlineData("services:\n  a:\n    extends: {service: b}\n    build: {args: [A=2, B=3], tags: [t]}\n  b:\n    build: {context: x, args: {A: 1}, tags: [s]}\n", "a x [s|t] A=2 B=3; b x [s] A=1")]
    [InlineData("services:\n  a:\n    extends: b\n    build: here\n  b:\n    extends: c\n  c:\n    build: {context: x, target: t}\n", "a here [] target=t; b x [] target=t; c x [] target=t")]
    [InlineData("services:\n  a:\n    extends: {file: lib/base.yaml, service: one}\n", "a lib/one [me/one]")]
    [InlineData("services:\n  a:\n    extends: {file: ./lib/base.yaml, service: two}\n", "a other [] base=docker-image://x files=lib/files target=given")]
    [InlineData("services:\n  a:\n    extends: {file: lib/base.yaml, service: three}\n    build: https://github.com/me/a.git\n", "a https://github.com/me/a.git [me/one]")]
    [InlineData("services:\n  a:\n    extends: {file: lib/base.yaml, service: url}\n", "a https://github.com/me/b.git []")]
    [InlineData("include: [lib/base.yaml]\nservices:\n  a: {build: .}\n", "one lib/one [me/one]; two other [] base=docker-image://x files=lib/files target=given; three lib/one [me/one]; url https://github.com/me/b.git []; a . []")]
    [InlineData("include:\n- path: [lib/small.yaml, lib/over.yaml]\n", "s lib [me/s:env] target=t")]
    [InlineData("include:\n- path: lib/small.yaml\n  project_directory: p\n  env_file: [first.env, second.env]\n", "s p [me/s:second]")]
    [InlineData("include: [nested.yaml, lib/small.yaml]\n", "s lib [me/s:env]; n . []")]
    public void Services_have_what_they_extend_and_include(string text, string expected) => Assert.Equal(expected, Show(Read("c.yaml", text)));

    [Fact]
    public void Paths_start_where_the_file_is_that_has_them() =>
        Assert.Equal("a sub/lib/one [me/one]; b . []", Show(Read("sub/c.yaml", "services:\n  a:\n    extends: {file: ../sub/lib/base.yaml, service: one}\n  b: {build: .}\n")));

    [Theory]
    [InlineData("services:\n  a:\n    extends: b\n", "c.yaml:3:14: there is no service 'b' in c.yaml")]
    [InlineData("services:\n  a:\n    extends: {service: x, file: lib/base.yaml}\n", "c.yaml:3:24: there is no service 'x' in lib/base.yaml")]
    [InlineData("services:\n  a:\n    extends: {service: x, file: none.yaml}\n", "c.yaml:3:33: the file 'none.yaml' cannot be read")]
    [InlineData("services:\n  a:\n    extends: {file: lib/base.yaml}\n", "c.yaml:3:14: this does not say which service is extended; write service: NAME")]
    [InlineData("services:\n  a:\n    extends: a\n", "c.yaml:3:14: the service 'a' extends itself")]
    [InlineData("services:\n  a:\n    extends: {file: round.yaml, service: x}\n", "round.yaml:5:14: the service 'x' extends itself")]
    [InlineData("include: [itself.yaml]\n", "itself.yaml:1:12: the file 'itself.yaml' includes itself")]
    [InlineData("include: [sub/../c.yaml]\n", "c.yaml:1:11: the file 'c.yaml' includes itself")]
    [InlineData("include: [none.yaml]\n", "c.yaml:1:11: the file 'none.yaml' cannot be read")]
    [InlineData("include:\n- path: lib/small.yaml\n  env_file: none\n", "c.yaml:3:13: the file 'none' cannot be read")]
    [InlineData("include: [lib/small.yaml]\nservices:\n  s: {build: .}\n", "c.yaml:3:3: the service 's' is one of an included file, too; extend that one under another name")]
    [InlineData("include: [broken.yaml]\n", "broken.yaml:1:2: not valid YAML")]
    public void What_cannot_be_followed_has_a_place(string text, string expected)
    {
        BakeError first = Read("c.yaml", text).Errors[0];
        Assert.StartsWith(expected, $"{first.Place}: {first.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void Services_without_end_are_not_followed()
    {
        string text = "services:\n" + string.Concat(Enumerable.Range(0, 20_000).Select(static number => $"  s{number}: {{extends: s{number + 1}}}\n"));

        Assert.Contains(Read("c.yaml", text).Errors, static error => error.Message.Contains("services extend each other", StringComparison.Ordinal));
    }

    private static string? TextOf(string path) => path switch
    {
        "lib/base.yaml" => "services:\n  one:\n    image: me/one\n    build: one\n  two:\n    build:\n      context: ../other\n      target: ${SET}\n      additional_contexts:\n"
            + "        base: docker-image://x\n        files: files\n  three:\n    extends: one\n  url:\n    build: https://github.com/me/b.git\n",
        "lib/small.yaml" => "services:\n  s:\n    image: me/s:${TAG}\n    build: {dockerfile_inline: FROM x}\n",
        "lib/over.yaml" => "services:\n  s:\n    build: {target: t}\n",
        "lib/.env" => "TAG=env\n",
        "first.env" => "TAG=first\n",
        "second.env" => "TAG=second\n",
        "nested.yaml" => "include: [./lib/small.yaml]\nservices:\n  n: {build: {}}\n",
        "round.yaml" => "services:\n  x:\n    extends: y\n  y:\n    extends: x\n",
        "itself.yaml" => "include: [ itself.yaml ]\n",
        "c.yaml" => "services: {}\n",
        "broken.yaml" => "]",
        _ => null,
    };

    private static BakeBuilds Read(string path, string text) => BakeBuildsReader.Read(
        [new BakeFile(path, new SourceText(text))],
        static name => name == "SET" ? "given" : null,
        textOf: static path => TextOf(path.StartsWith("sub/", StringComparison.Ordinal) ? path[4..] : path) is { } found ? new SourceText(found) : null);

    private static string Show(BakeBuilds builds)
    {
        Assert.Empty(builds.Errors);
        Assert.Equal(builds.Targets.Select(static target => target.Name.Text), Assert.Single(builds.Groups).Members.Select(static member => member.Text));
        return string.Join("; ", builds.Targets.Select(static target => string.Join(' ', ((IEnumerable<string>)[
            target.Name.Text,
            target.Text("context") ?? "-",
            $"[{string.Join('|', target.List("tags").Select(static tag => tag.Text))}]",
            .. target.Map("args").Concat(target.Map("contexts")).Select(static pair => $"{pair.Key}={pair.Value.Text}"),
            .. target.Text("target") is { } stage ? [$"target={stage}"] : (string[])[],
        ]))));
    }
}
