using DockerLint.Hosts.Bake.Builds;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Bake;

public sealed class BakeBuildsTests
{
    [Theory]
    [InlineData("b.hcl", "target \"a\" {\n  context = \"x\"\n  no-cache = true\n}", "a context=x no-cache=true")]
    [InlineData("b.hcl", "variable \"V\" { default = \"1\" }\ntarget \"a\" { tags = [\"me/a:${V}\", \"${upper(\"b\")}\"] }", "a tags=[me/a:1|B]")]
    [InlineData("b.hcl", "variable \"SET\" { default = \"1\" }\ntarget \"a\" { args = { V = SET, W = null, N = 3 } }", "a args={N:3|V:given}")]
    [InlineData("b.hcl", "variable \"V\" {}\ntarget \"a\" { target = \"x${V}\" }", "a target=x")]
    [InlineData("b.hcl", "target \"a\" { output = [{ type = \"local\", dest = \"out\" }, \"type=tar,dest=x\"] }", "a output=[type=local,dest=out|type=tar,dest=x]")]
    [InlineData("b.hcl", "target \"a\" {\n  matrix = { n = [\"1\", \"2\"] }\n  name = \"a-${n}\"\n  args = { N = n }\n}", "a-1 args={N:1}; a-2 args={N:2}; group a: a-1 a-2")]
    [InlineData("b.hcl", "group \"default\" { targets = [\"a\"] }\ntarget \"a\" {}", "a; group default: a")]
    [InlineData("b.json", """{"variable":{"V":{"default":"x"}},"target":{"a":{"tags":["${V}"],"contexts":{"base":"target:b"}}}}""", "a tags=[x] contexts={base:target:b}")]
    [InlineData("c.yaml", "services:\n  w.b:\n    image: me/w:${SET:-1}\n    build:\n      context: x\n      args: [A=1, SET]\n      additional_contexts: {base: 'service:d.b'}\n  none:\n    image: x\n  d.b:\n    build: ./d\n", "w_b context=x tags=[me/w:given] args={A:1|SET:given} contexts={base:target:d_b}; d_b context=./d; group default: w_b d_b")]
    [InlineData("c.yaml", "services:\n  a:\n    build:\n      context: .\n      secrets: [s]\n      x-bake:\n        tags: ['t${NONE}']\nsecrets:\n  s: {file: ./f}\n", "a context=. secret=[id=s,src=./f] tags=[t]; group default: a")]
    public void Targets_are_read(string path, string text, string expected) => Assert.Equal(expected, Show(Read((path, text))));

    [Theory]
    [InlineData("b.hcl", "target \"a\" {\n  tags = [nothing]\n}", "b.hcl:2:11: there is no variable 'nothing'")]
    [InlineData("b.hcl", "target \"a\" {\n  context = timestamp()\n}", "b.hcl:2:13: the function 'timestamp' is not known here, or not with these arguments")]
    [InlineData("b.hcl", "target \"a\" {\n  contextt = \"x\"\n}", "b.hcl:2:15: 'contextt' is nothing that a target has")]
    [InlineData("b.hcl", "target \"a\" {\n  args = \"x\"\n}", "b.hcl:2:11: this is not names with values, { … }")]
    [InlineData("c.yaml", "services:\n  a:\n    build:\n      context: ${X:?}\n", "c.yaml:4:16: the variable 'X' has no value, and needs one")]
    [InlineData("c.yaml", "services:\n  a:\n    build:\n      secrets: [s]\n", "c.yaml:4:17: there is no secret 's'")]
    public void What_cannot_be_used_has_a_place(string path, string text, string expected)
    {
        BakeError error = Assert.Single(Read((path, text)).Errors);
        Assert.Equal(expected, $"{error.Place}: {error.Message}");
    }

    [Fact]
    public void Later_files_are_stronger_and_share_variables()
    {
        BakeBuilds builds = Read(
            ("a.hcl", "variable \"V\" { default = \"1\" }\ntarget \"a\" {\n  args = { A = V, B = \"b\" }\n  tags = [\"x\"]\n}"),
            ("b.hcl", "target \"a\" {\n  args = { B = V }\n  tags = [\"y\"]\n}\nvariable \"V\" { default = \"2\" }"));

        Assert.Equal("a tags=[y] args={A:2|B:2}", Show(builds));
        Assert.Equal("b.hcl:3:12", Assert.Single(builds.Targets).List("tags")[0].Place.ToString());
    }

    [Fact]
    public void An_error_of_a_later_file_stands_in_that_file() =>
        Assert.Equal("b.hcl:2:1", Assert.Single(Read(("a.hcl", "target \"a\" {}\n"), ("b.hcl", "\n= 1")).Errors).Place.ToString());

    private static BakeBuilds Read(params (string Path, string Text)[] files) => BakeBuildsReader.Read(
        [.. files.Select(static file => new BakeFile(file.Path, new SourceText(file.Text)))], static name => name == "SET" ? "given" : null);

    private static string Show(BakeBuilds builds)
    {
        Assert.Empty(builds.Errors);
        return string.Join("; ", builds.Targets.Select(Show).Concat(builds.Groups.Select(static group => $"group {group.Name.Text}: {string.Join(' ', group.Members.Select(static member => member.Text))}")));
    }

    private static string Show(BakeBuild build) => string.Join(' ', ((IEnumerable<string>)[
        build.Name.Text,
        .. BakeKeys.Texts.Where(build.Texts.ContainsKey).Select(key => $"{key}={build.Text(key)}"),
        .. build.Lists.Keys.Order(StringComparer.Ordinal).Select(key => $"{key}=[{string.Join('|', build.List(key).Select(static item => item.Text))}]"),
        .. build.Maps.Keys.Order(StringComparer.Ordinal).Select(key => $"{key}={{{string.Join('|', build.Map(key).Select(static pair => $"{pair.Key}:{pair.Value.Text}"))}}}"),
    ]));
}
