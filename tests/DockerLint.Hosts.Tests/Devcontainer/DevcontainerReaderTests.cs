using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Devcontainer;

public sealed class DevcontainerReaderTests : ReaderTest
{
    private const string Sample = """
        // a container
        {
          "image": "mcr.microsoft.com/devcontainers/go:1-${localEnv:V:1.22}", /* x */
          "build": { "dockerfile": "Dockerfile", "context": "..", "args": { "A": "1" }, "target": "dev", },
          "features": { "ghcr.io/devcontainers/features/git:1": { "version": "latest" } },
          "forwardPorts": [3000, -1.5e3, true, null,],
        }
        """;

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.Devcontainer, new SourceText(text), variables);

    [Theory]
    [InlineData("""{ "image": "[|mcr.microsoft.com/devcontainers/base:bookworm|]" }""")]
    [InlineData("// é 😀\n{\n  /* \"image\": \"no\" */\n  \"name\": \"é\",\n  \"image\" : \"[|a/b|]\", // c\n}\n")]
    [InlineData("""{ "features": { "ghcr.io/devcontainers/features/git:1": {} }, "customizations": { "image": "no" } }""")]
    [InlineData("""{ "image": "" }""")]
    [InlineData("""{ "image": ["x"] }""")]
    public void The_image_stands_where_it_is_written(string marked) => AssertFinds(marked);

    [Theory]
    [InlineData("a:${localEnv:V}", "a:?")]
    [InlineData("a:${localEnv:V:1.2}", "a:1.2")]
    [InlineData("a:${localEnv:SET:1.2}", "a:9")]
    [InlineData("a:${localEnv:V:b:c}", "a:b:c")]
    [InlineData("${containerEnv:V}/a$", "?/a$")]
    [InlineData("a:${localEnv:V", "a:${localEnv:V")]
    [InlineData("a\\u003a1", "a:1")]
    public void Variables_of_the_environment_are_replaced(string image, string filled) => Assert.Equal(
        [$"Container {filled}"], Describe(Read($$"""{ "image": "{{image}}" }""", static name => name == "SET" ? "9" : null)));

    [Theory]
    [InlineData("""{ "build": { "dockerfile": "D", "context": "..", "target": "t", "args": { "A": "1", "B": "${localEnv:B}" } } }""", "D in .. target t args A,B")]
    [InlineData("""{ "dockerFile": "D", "context": "../.." }""", "D in ../..")]
    [InlineData("""{ "build": { "dockerfile": "${localEnv:D}" } }""", "unknown in .")]
    [InlineData("""{ "build": { "dockerfile": "D", "context": "${localWorkspaceFolder}" } }""", "D in ?")]
    [InlineData("""{ "dockerComposeFile": "compose.yaml", "service": "x" }""", "")]
    public void A_build_is_beside_the_file(string text, string builds)
    {
        ImageDocument document = Read(text);
        Assert.Equal(builds, string.Join('|', document.Builds.Select(Describe)));
        Assert.All(document.Builds, static build => Assert.True(build.IsBesideFile));
    }

    [Theory]
    [InlineData("{ \"image\": \"a\",\n \"b\": }", "Container a", 22, "a value is expected here, not '}'")]
    [InlineData("{ \"image\": \"a\" ", "Container a", 15, "'}' is expected here, not the end")]
    [InlineData("{ \"image\": \"a }", "", 11, "a valid text in double quotes, closed on its line, is expected here, not '\"'")]
    [InlineData("{ image: \"a\" }", "", 2, "a valid text in double quotes, closed on its line, is expected here, not 'i'")]
    [InlineData("", "", 0, "a value is expected here, not the end")]
    [InlineData("{} {}", "", 3, "the end is expected here, not '{'")]
    [InlineData("{ \"image\": \"a\" /* ", "Container a", 15, "a comment that '*/' ends is expected here, not '/'")]
    public void What_comes_before_an_error_is_read(string text, string images, int at, string message) =>
        AssertReadsUpTo(text, at, message, images);

    [Fact]
    public void Comments_are_without_their_marks() => Assert.Equal(
        [" a container", " x "], Read(Sample).Comments.Select(static span => Sample.Substring(span.Start, span.Length)));

    [Fact]
    public void What_is_nested_too_deeply_is_an_error() => Assert.Contains(
        "nested too deeply", Assert.Single(Read(new string('[', 100_000)).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void Time_grows_with_the_text()
    {
        static string Members(int count) => $"{{{string.Concat(Enumerable.Range(0, count).Select(static n => $"\"m{n}\": [\"x\", {{ \"y\": {n} }}], // c\n"))}\"image\": \"{string.Concat(Enumerable.Repeat("${", count))}\"}}";
        string small = Members(300);
        string large = Members(300 * Growth.Factor);
        Growth.AssertLinear("members", () => Read(small), () => Read(large));
    }

    [Fact]
    public void No_text_is_too_odd() => Mutations.Texts(
        "{", "}", "[", "]", ",", ":", "\"", "\"image\":", "\"build\":", "\"dockerfile\"", "//", "/*", "*/", "${localEnv:", "\\u00", "1", "true").Sample(AssertSound);

    [Fact]
    public void No_change_of_a_file_is_too_odd() => Mutations.Of(Sample).Sample(AssertSound);
}
