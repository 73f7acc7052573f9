using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests;

/// <summary>The time that it takes to read a file grows with the file, whatever it is full of.</summary>
public sealed class GrowthTests
{
    private const int Small = 200;

    [Theory]
    [InlineData(HostKind.Compose, "services:\n", "  s#:\n    image: redis:$TAG\n    build: {context: ., target: t#, args: {A: 1}}\n")]
    [InlineData(HostKind.Compose, "x: &a {image: redis}\nservices:\n", "  s#: {<<: *a}\n")]
    [InlineData(HostKind.Kubernetes, "", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: redis:#\n---\n")]
    [InlineData(HostKind.Kustomize, "images:\n", "- name: a#\n  newTag: '#'\n")]
    [InlineData(HostKind.Helm, "", "a#: {image: {registry: r.io, repository: b/c, tag: '#'}}\n")]
    [InlineData(HostKind.GitHub, "jobs:\n", "  j#:\n    container: node:#\n    steps: [{uses: 'docker://a:#'}]\n")]
    [InlineData(HostKind.GitLab, "", "j#:\n  image: ruby:#\n  services: [a:#]\n")]
    [InlineData(HostKind.Devcontainer, "{\n", "  \"k#\": [\"v\", {\"a\": 1}], // c\n")]
    [InlineData(HostKind.Bake, "", "target \"t#\" {\n  contexts = { a = \"docker-image://a:#\" }\n}\n")]
    [InlineData(HostKind.MSBuild, "<Project>\n", "<PropertyGroup><P#>a</P#><ContainerBaseImage>a:#</ContainerBaseImage></PropertyGroup><!-- c -->\n")]
    public void It_is_linear(HostKind kind, string head, string part)
    {
        SourceText small = Text(Small);
        SourceText large = Text(Small * Growth.Factor);
        Growth.AssertLinear(kind.ToString(), () => Read(small), () => Read(large));

        SourceText Text(int count) => new(head + string.Concat(Enumerable.Range(0, count).Select(index => part.Replace("#", $"{index}", StringComparison.Ordinal))));

        void Read(SourceText text) => HostReader.Read(kind, text, static name => name == "TAG" ? "7" : null);
    }
}
