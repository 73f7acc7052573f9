using CsCheck;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Tests;

public sealed class HostKindTests
{
    [Theory]
    [InlineData("compose.yaml", HostKind.Compose)]
    [InlineData("a/docker-compose.yml", HostKind.Compose)]
    [InlineData(@"a\Docker-Compose.override.YAML", HostKind.Compose)]
    [InlineData("compose.prod.yml", HostKind.Compose)]
    [InlineData("prod.compose.yml", HostKind.Compose)]
    [InlineData("gateway-docker-compose.yml", HostKind.Compose)]
    [InlineData(".github/workflows/ci.yml", HostKind.GitHub)]
    [InlineData("/r/.github/actions/x/action.yaml", HostKind.GitHub)]
    [InlineData(".gitlab-ci.yml", HostKind.GitLab)]
    [InlineData("ci/build.gitlab-ci.yml", HostKind.GitLab)]
    [InlineData(".gitlab/ci/test.yml", HostKind.GitLab)]
    [InlineData("k/kustomization.yaml", HostKind.Kustomize)]
    [InlineData("Kustomization", HostKind.Kustomize)]
    [InlineData("chart/values.yaml", HostKind.Helm)]
    [InlineData("chart/values-prod.yaml", HostKind.Helm)]
    [InlineData("chart/ci/test-values.yaml", HostKind.Helm)]
    [InlineData(".devcontainer/devcontainer.json", HostKind.Devcontainer)]
    [InlineData(".devcontainer/a/devcontainer.json", HostKind.Devcontainer)]
    [InlineData(".devcontainer.json", HostKind.Devcontainer)]
    [InlineData("docker-bake.hcl", HostKind.Bake)]
    [InlineData("docker-bake.override.json", HostKind.Bake)]
    [InlineData("ci.bake.hcl", HostKind.Bake)]
    [InlineData("a.csproj", HostKind.MSBuild)]
    [InlineData("Directory.Build.props", HostKind.MSBuild)]
    [InlineData("main.hcl", null)]
    [InlineData("package.json", null)]
    [InlineData("Dockerfile", null)]
    [InlineData("transaction.json", null)]
    [InlineData("", null)]
    public void The_path_tells_the_kind(string path, HostKind? kind) => Assert.Equal(
        kind,
        HostReader.KindOf(path, static () => throw new InvalidOperationException("the text is not needed")));

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\n", HostKind.Kubernetes)]
    [InlineData("\uFEFF# x\r\n---\r\nkind: Pod\r\napiVersion: v1\r\n", HostKind.Kubernetes)]
    [InlineData("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", HostKind.Kustomize)]
    [InlineData("apiVersion: v2\nname: chart\n", null)]
    [InlineData("spec:\n  apiVersion: v1\n  kind: Pod\n", null)]
    [InlineData("apiVersion: v1\n---\nkind: Pod\n", null)]
    [InlineData("version: '3'\n\nservices: # all\n\n  web:\n    # x\n    ports: []\n    image: redis\n", HostKind.Compose)]
    [InlineData("services:\n  web:\n    build: .\n", HostKind.Compose)]
    [InlineData("services:\n  web:\n    deploy:\n      image: x\n", null)]
    [InlineData("services:\n  image:\n    class: x\n", null)]
    [InlineData("services:\n- image: x\n", null)]
    [InlineData("services:\n  App\\Image:\n    arguments: [x]\nimage: y\n", null)]
    [InlineData("x:\n  services:\n    web:\n      image: redis\n", null)]
    [InlineData("", null)]
    public void The_lines_tell_the_kind_of_other_YAML(string text, HostKind? kind)
    {
        Assert.Equal(kind, HostReader.KindOf("x.yaml", () => text));
        Assert.Null(HostReader.KindOf("x.txt", () => text));
        Assert.Null(HostReader.KindOf("x.yaml", static () => null));
    }

    [Fact]
    public void Each_kind_has_a_word()
    {
        Assert.All(Enum.GetValues<HostKind>(), static kind => Assert.Equal(kind, HostKinds.Find(HostKinds.WordOf(kind))));
        Assert.Null(HostKinds.Find("other"));
    }

    [Fact]
    public void Any_path_and_text_have_a_kind_or_none() => Gen.Select(
        Mutations.Texts("a", "/", "\\", ".", "-", ".yml", "compose", "values", "bake"),
        Mutations.Texts("apiVersion:", "kind:", "services:", "image:", "build:", "  ", "-", "#")).Sample(static (path, text) =>
        {
            HostReader.KindOf(path, () => text);
            HostReader.KindOf(path + ".yaml", () => text);
        });
}
