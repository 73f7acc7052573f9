using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Yaml;

public sealed class GitLabReaderTests : ReaderTest
{
    [Theory]
    [InlineData("image: [|ruby:3|]\nservices: ['[|postgres:16|]', {name: [|redis:7|], alias: r}]\ntest:\n  image: {name: [|node:20|], entrypoint: ['']}\n  script: [image]")]
    [InlineData("default: {image: [|ruby:3|], services: [[|mysql|]]}\n.hidden: {image: [|a:1|]}\nvariables: {image: x}\ninclude: {image: x}\ncache: {image: x}")]
    [InlineData(".a: &a {image: [|a:1|]}\nb: {<<: *a, services: [!reference [.x, services]]}\nc: {image: !reference [.a, image]}")]
    [InlineData("spec: {inputs: {image: {default: x}}}\n---\njob: {image: [|a:1|]}")]
    public void Finds_the_images_of_jobs(string text) => AssertFinds(text);

    [Theory]
    [InlineData("$V", "ruby:3")]
    [InlineData("ruby:${N}", "ruby:3")]
    [InlineData("ruby:$OWN", "ruby:4")]
    [InlineData("ruby:$DESCRIBED", "ruby:5")]
    [InlineData("$CI_REGISTRY_IMAGE/app:latest", "?/app:latest")]
    [InlineData("ruby:$LOOP", "ruby:?")]
    public void Variables_of_the_file_are_replaced(string written, string read)
    {
        IEnumerable<string> found = Describe(Read($$"""
            variables: {N: 3, V: "ruby:$N", OWN: 1, LOOP: $LOOP, DESCRIBED: {value: "5", description: d} }
            job:
              variables: {OWN: 4}
              image: "{{written}}"
            """));
        Assert.Equal([$"Container {read}"], found);
    }

    [Fact]
    public void Variables_that_name_each_other_end() => Assert.True(
        Assert.Single(Read("variables: {A: '$B$B$B$B', B: '$A$A$A$A'}\nimage: 'x:$A'").Images).Text.Length < 10_000);

    [Fact]
    public void Any_text_can_be_read() => Mutations.Of("variables: &v {A: b, C: {value: $A}}\nimage: $A:$C\n.x: {services: [!reference [a, b], {name: c}], variables: *v}\n").Sample(AssertSound);

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.GitLab, new SourceText(text), variables);
}
