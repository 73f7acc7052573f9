using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Yaml;

public sealed class HelmReaderTests : ReaderTest
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("image:\n  repository: nginx\n  tag: 1.10\n  pullPolicy: Always", "nginx:1.10")]
    [InlineData("image: {registry: docker.io, repository: a/b, tag: '2'}", "docker.io/a/b:2")]
    [InlineData("web: {image: {registry: '', repository: a/b, tag: ''}}", "a/b:?")]
    [InlineData("web: {sidecarImage: {repository: a/b}}", "a/b:?")]
    [InlineData("image: {repository: a, tag: v1, digest: '" + Digest + "'}", "a:v1@" + Digest)]
    [InlineData("image: {repository: a, tag: null, digest: '" + Digest + "'}", "a@" + Digest)]
    [InlineData("image: {repository: a, tag: \"{{ .Chart.AppVersion }}\"}", "a:?")]
    [InlineData("image: {repository: 'a:1'}", "a:1")]
    [InlineData("init: {image: 'busybox:1.36'}", "busybox:1.36")]
    [InlineData("init: {image: busybox, tag: 1.36}", "busybox:1.36")]
    [InlineData("extra: [{name: x, image: 'busybox:1'}]", "busybox:1")]
    [InlineData("image: {registry: registry.k8s.io, image: ingress-nginx/controller, tag: v1.9.4}", "registry.k8s.io/ingress-nginx/controller:v1.9.4")]
    [InlineData("image: {registry: r.io, image: a, digest: '" + Digest + "'}", "r.io/a@" + Digest)]
    [InlineData("driver: {repository: nvcr.io/nvidia, image: driver, tag: '550'}", "nvcr.io/nvidia/driver:550")]
    [InlineData("image: {repository: quay.io/a/b, tag: '', sha: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", "quay.io/a/b@" + Digest)]
    [InlineData("image: {name: app, repository: r.io/app, tag: '1'}", "r.io/app:1")]
    [InlineData("sidecars: [{name: proxy, repository: r.io/envoy, tag: '1'}]", "r.io/envoy:1")]
    public void Finds_repositories_with_tags(string text, string expected) => Assert.Equal([$"Container {expected}"], Describe(Read(text)));

    [Theory]
    [InlineData("repository: https://charts.example.com\ntag: 1")]
    [InlineData("git: {repository: org/app}")]
    [InlineData("git: {repository: org/app, tag: v1}")]
    [InlineData("source: {repository: org/app, tag: v1, branch: main}")]
    [InlineData("chartSource: {repository: org/app, tag: v1}")]
    [InlineData("image: {repository: r.io/org, name: app, tag: '1'}")]
    [InlineData("image: logo.png")]
    [InlineData("image: https://example.com:80/a.png")]
    [InlineData("image: ./a:b")]
    [InlineData("image: {repository: 'Not An Image', tag: 1}")]
    [InlineData("backup: {image: }")]
    public void Invents_nothing(string text) => Assert.Empty(Read(text).Images);

    [Theory]
    [InlineData("image: {repository: nginx, tag: [|1.10|]}")]
    [InlineData("image: {repository: [|nginx|], tag: ''}")]
    [InlineData("a: {image: '[|nginx:1|]'}")]
    public void What_is_found_stands_where_the_version_is_written(string marked)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal);
        int end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        ImageUse image = Assert.Single(Read(marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).Images);
        Assert.Equal(TextSpan.Between(start, end), image.Span);
    }

    [Fact]
    public void A_key_that_stands_twice_is_no_error_to_Helm() => Assert.Empty(Read("a: 1\na: 2").Errors);

    [Fact]
    public void Any_text_can_be_read() => Mutations.Of("image: &i\n  registry: a\n  repository: b/c\n  tag: \"1\"\nx: [{image: 'y:1'}, *i]\n").Sample(AssertSound);

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.Helm, new SourceText(text), variables);
}
