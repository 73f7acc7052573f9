using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Configuration.Tests;

public sealed class BuiltDockerfilesTests
{
    private static readonly Sources s_files = new Sources()
        .With("/w/app/Dockerfile", "FROM a AS app\n")
        .With("/w/app/docker/dev.Dockerfile", "FROM a AS dev\n")
        .With("/w/.devcontainer/Dockerfile", "FROM a AS container\n")
        .With("/w/compose.yaml", "");

    /// <summary>Context, Dockerfile, the name in messages and the stage that is found; no stage: it is missing; null: nothing is known.</summary>
    [Theory]
    [InlineData("app", null, "app/Dockerfile: app")]
    [InlineData("./app/", null, "./app/Dockerfile: app")]
    [InlineData("app", "docker/dev.Dockerfile", "app/docker/dev.Dockerfile: dev")]
    [InlineData("app", "../.devcontainer/Dockerfile", "app/../.devcontainer/Dockerfile: container")]
    [InlineData(".", "app/Dockerfile", "app/Dockerfile: app")]
    [InlineData("app", "/w/.devcontainer/Dockerfile", "/w/.devcontainer/Dockerfile: container")]
    [InlineData("app", "Dockerfile.dev", "app/Dockerfile.dev")]
    [InlineData("elsewhere", null, null)]
    [InlineData("https://example.com/a.git", null, null)]
    [InlineData("git@example.com:a/b", null, null)]
    [InlineData("app", "https://example.com/Dockerfile", null)]
    [InlineData(null, "Dockerfile", null)]
    public void A_build_has_the_Dockerfile_of_its_context(string? context, string? dockerfile, string? expected) =>
        Assert.Equal(expected, Find(new BuildUse(default) { Context = Written(context), Dockerfile = Written(dockerfile) }));

    [Fact]
    public void A_Dockerfile_can_lie_beside_the_file_that_asks_for_the_build() => Assert.Equal(
        "Dockerfile: container",
        Find(new BuildUse(default) { Context = Written(".."), IsBesideFile = true }, "/w/.devcontainer/devcontainer.json"));

    [Theory]
    [InlineData(".", "app/Dockerfile", "app/Dockerfile: app")]
    [InlineData("app", "Dockerfile.dev", "app/Dockerfile.dev")]
    public void A_context_can_be_relative_to_the_working_folder(string context, string dockerfile, string expected) =>
        Assert.Equal(expected, Find(new BuildUse(default) { Context = Written(context), Dockerfile = Written(dockerfile) }, "/w/.devcontainer/docker-bake.hcl"));

    [Fact]
    public void A_Dockerfile_can_be_written_in_the_file() =>
        Assert.Equal("the Dockerfile here: x", Find(new BuildUse(default) { Context = Written("."), Inline = Written("FROM a AS x\n") }));

    [Fact]
    public void What_a_variable_without_value_names_is_not_known() =>
        Assert.Null(Find(new BuildUse(default) { Context = Written("app"), IsUnknown = true }));

    private static string? Find(BuildUse build, string path = "/w/compose.yaml")
    {
        var document = new ImageDocument(new SourceText(""), []) { Builds = [build] };
        ImmutableDictionary<BuildUse, BuiltDockerfile> found = new NeighbourFiles(s_files, "/w").FactsFor(path, document).Dockerfiles;
        return found.TryGetValue(build, out BuiltDockerfile? dockerfile)
            ? dockerfile.Name + (dockerfile.Model is { } model ? $": {model.Stages[0].Name}" : "")
            : null;
    }

    private static WrittenText? Written(string? text) => text is null ? null : new WrittenText(text, default);
}
