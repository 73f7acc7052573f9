using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Yaml;

public sealed class GitHubReaderTests : ReaderTest
{
    [Theory]
    [InlineData("on: push\njobs:\n  a:\n    container: [|node:20|]\n    services:\n      db: {image: '[|postgres:16|]', ports: ['1:1']}\n    steps:\n    - uses: actions/checkout@v4\n    - uses: docker://[|alpine:3|]\n    - uses: \"docker://[|ghcr.io/a/b|]\"\n      with: {image: x, container: y}")]
    [InlineData("jobs: {a: {container: {image: [|node:20|], options: x}}, b: {container: ''}, c: {uses: ./x.yml, with: {container: y}}}")]
    [InlineData("jobs: {a: {strategy: {matrix: {image: ['[|a:1|]', [|b:2|]], include: [{image: [|c:3|]}, {other: d}]}}, container: '${{ matrix.image }}'}}")]
    [InlineData("jobs: {a: {strategy: {matrix: {os: [{image: [|a:1|], name: x}, {image: [|b:2|]}]}}, container: {image: '${{ matrix.os.image }}'}}}")]
    [InlineData("jobs: {a: {strategy: {matrix: {image: [a]}}, steps: [{run: 'docker://x'}]}}")]
    [InlineData("name: x\nruns: {using: docker, image: 'docker://[|a:1|]'}")]
    [InlineData("runs: {using: composite, steps: [{uses: 'docker://[|a:1|]'}], image: x}")]
    [InlineData("env: {container: x}\ndefaults: {image: y}")]
    public void Finds_the_images_of_jobs_and_actions(string text) => AssertFinds(text);

    [Theory]
    [InlineData("python:${{ matrix.version }}", "Container python:?")]
    [InlineData("ghcr.io/${{ github.repository }}/x:1", "Container ghcr.io/?/x:1")]
    public void Expressions_are_not_known(string written, string read) =>
        Assert.Equal([read], Describe(Read($"jobs: {{a: {{container: '{written}'}}}}")));

    [Theory]
    [InlineData("${{ matrix.image }}")]
    [InlineData("${{ inputs.image || 'a:1' }}")]
    [InlineData("${{ fromJSON('[1]') }}")]
    public void What_only_the_run_knows_is_no_image(string written) => Assert.Empty(Read($"jobs: {{a: {{container: \"{written}\"}}}}").Images);

    [Fact]
    public void An_expression_does_not_make_a_workflow_a_template()
    {
        ImageDocument document = Read("on: push\njobs:\n  a: ${{ x }}\n  b: @");
        Assert.Null(document.TemplateMark);
        Assert.Single(document.Errors);
    }

    [Fact]
    public void An_action_is_built_from_its_Dockerfile() =>
        Assert.Equal(["sub/Dockerfile in ."], Read("runs: {using: docker, image: sub/Dockerfile}").Builds.Select(Describe));

    [Fact]
    public void Any_text_can_be_read() => Mutations.Of("jobs:\n  a:\n    strategy: {matrix: {i: [x, {y: z}], include: [{i: 1}]}}\n    container: ${{ matrix.i.y }}\n    services: {s: {image: t}}\n    steps: [{uses: 'docker://u'}]\n").Sample(AssertSound);

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.GitHub, new SourceText(text), variables);
}
