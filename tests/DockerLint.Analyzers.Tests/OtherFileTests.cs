using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace DockerLint.Analyzers.Tests;

/// <summary>Files other than Dockerfiles that name images, among the additional files of a compilation. Marks in them name the findings.</summary>
public sealed class OtherFileTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: redis:{|DL3007:latest|}\n";

    [Theory]
    [InlineData("/app/compose.yaml", "services:\n  db:\n    image: redis:{|DL3007:latest|}\n")]
    [InlineData("/app/pod.yml", Pod)]
    [InlineData("/app/.github/workflows/ci.yml", "jobs:\n  a:\n    container: node:{|DL3007:latest|}\n")]
    [InlineData("/app/.gitlab-ci.yml", "image: ruby:{|DL3007:latest|}\n")]
    [InlineData("/app/docker-bake.hcl", "target \"a\" {\n  contexts = { base = \"docker-image://alpine:{|DL3007:latest|}\" }\n}\n")]
    [InlineData("/app/.devcontainer/devcontainer.json", "{ \"image\": \"debian:{|DL3007:latest|}\" } // a comment\n")]
    [InlineData("/app/compose.yaml", "services:\n  db:\n    image: {|DK2005:\"|}redis\n")]
    public Task One_that_the_build_hands_over_is_linted_as_what_it_is(string path, string text) => AdditionalFiles.AssertFindings([(path, text)], Kind(path));

    [Theory]
    [InlineData("/app/notes.yaml", "image: redis:latest\n")]
    [InlineData("/app/app.csproj", "<Project><PropertyGroup><ContainerBaseImage>a:latest</ContainerBaseImage></PropertyGroup></Project>")]
    public Task One_of_no_kind_is_left_alone_and_so_are_project_files_of_which_the_build_tells_the_properties(string path, string text) =>
        AdditionalFiles.AssertFindings([(path, text)], Kind(path));

    [Theory]
    [InlineData("/app/compose.yaml", "services:\n  db:\n    image: redis:{|DL3007:latest|}\n")]
    [InlineData("/app/pod.yml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: redis:latest\n")]
    public Task One_that_a_project_names_itself_is_known_by_its_name_alone(string path, string text) => AdditionalFiles.AssertFindings([(path, text)]);

    [Theory]
    [InlineData("none", false)]
    [InlineData("github, gitlab", false)]
    [InlineData("github, compose", true)]
    public Task DockerLintOtherFiles_narrows_the_kinds(string kinds, bool isLinted) => AdditionalFiles.AssertFindings(
        [("/app/compose.yaml", $"services:\n  db:\n    image: {(isLinted ? "redis:{|DL3007:latest|}" : "redis:latest")}\n")],
        ("/.globalconfig", $"is_global = true\nbuild_property.DockerLintOtherFiles = {kinds}\n"));

    [Fact]
    public async Task A_kind_that_does_not_exist_is_an_error_with_the_nearest_one()
    {
        AdditionalFiles test = AdditionalFiles.Of([], ("/.globalconfig", "is_global = true\nbuild_property.DockerLintOtherFiles = composer\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DK0001", DiagnosticSeverity.Error)
            .WithNoLocation().WithArguments("DockerLintOtherFiles: 'composer' is not known; did you mean 'compose'?"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Comments_suppress_findings() =>
        AdditionalFiles.AssertFindings(("/app/compose.yaml", "services:\n  db:\n    image: redis:latest # dockerlint ignore=DL3007\n"));

    [Fact]
    public Task Keys_of_ours_in_an_editorconfig_hold_for_it() => AdditionalFiles.AssertFindings(
        [("/app/compose.yaml", "services:\n  db:\n    image: redis:latest\n")],
        ("/.editorconfig", "root = true\n[compose.yaml]\ndockerlint.DL3007.severity = none\n"));

    [Fact]
    public Task The_variables_beside_a_compose_file_count() => AdditionalFiles.AssertFindings(
        ("/app/.env", "TAG=latest\n"), ("/app/compose.yaml", "services:\n  db:\n    image: {|DL3007:redis:$TAG|}\n"));

    [Fact]
    public Task The_Dockerfile_of_a_build_is_asked_where_it_is_handed_over_too() => AdditionalFiles.AssertFindings(
        ("/app/web/Dockerfile", "FROM debian:12 AS run\n"),
        ("/app/compose.yaml", """
            services:
              web:
                build: {context: web, target: {|DK2006:prod|}}
              other:
                build: {context: other, target: prod}
            """));

    private static (string, string) Kind(string path) =>
        ("/.globalconfig", $"is_global = true\n[{path}]\nbuild_metadata.AdditionalFiles.DockerLint = Host\n");
}
