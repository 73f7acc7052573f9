namespace DockerLint.Cli.Tests;

public sealed class HostFilesTests
{
    private const string Compose = "services:\n  cache:\n    image: redis:latest\n";
    private const string Pod = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: redis:latest\n";
    private const string Workflow = "jobs:\n  a:\n    container: node:latest\n";

    private static readonly string[] s_lint = ["--format", "json", "--no-fail"];

    [Fact]
    public void A_folder_is_searched_for_all_kinds()
    {
        using TemporaryFolder folder = Repository();

        Assert.Equal(
            [
                ".github/workflows/ci.yml:3:21 DL3007", "Dockerfile:1:13 DL3007", "compose.yaml:3:18 DL3007", "deploy/pod.yaml:6:20 DL3007",
                "docker-bake.hcl:2:43 DL3007",
            ],
            Lint(folder).Findings.Where(static finding => finding.EndsWith(" DL3007", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("compose", "Dockerfile compose.yaml")]
    [InlineData("github,kubernetes", ".github/workflows/ci.yml Dockerfile deploy/pod.yaml")]
    [InlineData("none", "Dockerfile")]
    public void The_kinds_can_be_narrowed(string kinds, string files)
    {
        using TemporaryFolder folder = Repository();

        Assert.Equal(files.Split(' '), Files(Lint(folder, "--hosts", kinds)));
    }

    [Fact]
    public void A_kind_that_is_none_is_named()
    {
        Run run = Run.Here("", [], "--hosts", "compos", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("dockerlint: --hosts: 'compos' is not known; did you mean 'compose'?\n", run.Error);
    }

    [Theory]
    [InlineData("hadolint")]
    [InlineData("buildkit")]
    public void Peers_know_Dockerfiles_alone(string profile)
    {
        using TemporaryFolder folder = Repository();

        Assert.DoesNotContain("compose.yaml", Files(Lint(folder, "--profile", profile)));
    }

    [Fact]
    public void A_file_that_is_named_is_what_its_name_or_text_says()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("some.yaml", Pod).With("stack.yml", Compose).With("text.yml", "FROM alpine:latest\n");

        Assert.Equal(["some.yaml:6:20 DL3007"], Lint(folder, "--hosts", "none", "some.yaml").Findings);
        Assert.Equal(["stack.yml:3:18 DL3007"], Lint(folder, "stack.yml").Findings);
        Assert.Contains("text.yml:1:13 DL3007", Lint(folder, "text.yml").Findings);
    }

    [Fact]
    public void Standard_input_is_what_its_name_says() => Assert.Equal(
        ["compose.yaml:3:18 DL3007"], Run.Here(Compose, [], [.. s_lint, "--stdin-filename", "compose.yaml", "-"]).Findings);

    [Fact]
    public void Variables_have_the_values_of_the_file_beside()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("compose.yaml", "services:\n  a:\n    image: redis:${TAG}\n  b:\n    image: redis:${OTHER}\n").With(".env", "TAG=latest\n");

        Assert.Equal(["compose.yaml:3:12 DL3007"], Lint(folder).Findings);
    }

    [Theory]
    [InlineData("$CI_REGISTRY_IMAGE:latest", "'$CI_REGISTRY_IMAGE:latest' is another image tomorrow")]
    [InlineData("$REGISTRY/app", "'$REGISTRY/app' has no tag, so it is '$REGISTRY/app:latest'")]
    public void Messages_show_what_is_not_known_as_it_is_written(string image, string message)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(".gitlab-ci.yml", $"image: {image}\n");

        Assert.Contains(message, Lint(folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_is_held_against_its_Dockerfile()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("app/Dockerfile", "FROM alpine:3.22 AS app\nUSER 1\n")
            .With("compose.yaml", "services:\n  a:\n    build:\n      context: app\n      target: ap\n      args:\n        X: 1\n  b:\n    build: other\n")
            .With("other/README", "");

        Assert.Equal(["compose.yaml:5:15 DK2006", "compose.yaml:7:9 DK2007", "compose.yaml:9:12 DK2008"], Lint(folder).Findings);
    }

    [Fact]
    public void A_build_of_an_override_file_is_not_held_against_another_Dockerfile()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("Dockerfile", "FROM alpine:3.22 AS other\nUSER 1\n")
            .With("docker/app.Dockerfile", "FROM alpine:3.22 AS dev\nARG DEBUG\nUSER 1\n")
            .With("compose.yaml", "services:\n  app:\n    build:\n      context: .\n      dockerfile: docker/app.Dockerfile\n")
            .With("compose.override.yaml", "services:\n  app:\n    build:\n      target: dev\n      args:\n        DEBUG: 1\n");

        Assert.Empty(Lint(folder).Findings);
    }

    [Fact]
    public void An_overlay_replaces_the_images_of_its_base()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("base/kustomization.yaml", "resources: [pod.yaml]\n")
            .With("base/pod.yaml", Pod)
            .With("prod/kustomization.yaml", "resources: [../base]\nimages: [{name: redis, newTag: '7.4'}]\n");

        Assert.Empty(Lint(folder).Findings);
        Assert.Empty(Lint(folder, "--hosts", "kubernetes").Findings);
        Assert.Equal(["base/pod.yaml:6:20 DL3007"], Lint(folder, "base").Findings);
    }

    [Fact]
    public void What_a_file_builds_may_be_called_latest()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("app/Dockerfile", "FROM alpine:3.22\nUSER 1\n")
            .With("compose.yaml", "services:\n  a:\n    image: me/app:latest\n    build:\n      context: app\n      tags: [me/app:latest]\n")
            .With("docker-bake.hcl", "target \"a\" {\n  context = \"app\"\n  tags = [\"me/app:1\", \"me/app:latest\"]\n}\n");

        Assert.Empty(Lint(folder).Findings);
    }

    [Fact]
    public void Comments_suppress()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("compose.yaml", Compose.Replace("latest", "latest # dockerlint ignore=DL3007", StringComparison.Ordinal));

        Assert.Empty(Lint(folder).Findings);
    }

    [Fact]
    public void Of_a_template_of_a_chart_nobody_can_tell_what_a_comment_suppresses()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("Chart.yaml", "name: a\n")
            .With("templates/pod.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  {{ if x }}\n  containers: [\n    # dockerlint ignore=DL3007\n    image: redis:latest\n");

        Assert.Empty(Lint(folder, "--select", "DK1031").Findings);
    }

    [Theory]
    [InlineData("compose.yaml", "services:\n  a:\n    build:\n      dockerfile_inline: |\n        # hadolint ignore=DL3007\n        FROM alpine:latest\n        # hadolint ignore=DL3008\n        RUN apt-get install a\n        COPY --from=nginx:latest a b\n", "compose.yaml:9:27 DL3007")]
    [InlineData("docker-bake.hcl", "target \"a\" {\n  dockerfile-inline = <<EOT\n  # dockerlint ignore=DL3007\n  FROM alpine:latest\n  COPY --from=nginx:latest a b\nEOT\n}\n", "docker-bake.hcl:5:21 DL3007")]
    public void Comments_of_a_Dockerfile_in_another_file_suppress_there(string name, string text, string left)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(name, text);

        Assert.Equal([left], Lint(folder, "--select", "DK1031").Findings);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_finding_with_a_place()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("compose.yaml", "services:\n  a: [b\n").With("docker-bake.hcl", "target \"a\" {\n");

        Assert.All(Lint(folder).Findings, static finding => Assert.EndsWith(" DK2005", finding, StringComparison.Ordinal));
        Assert.Equal(2, Lint(folder).Findings.Length);
    }

    [Fact]
    public void Fixes_are_made_in_all_files()
    {
        const string Digest = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";
        using TemporaryFolder folder = new TemporaryFolder().With("compose.yaml", Compose).With("dockerlint.lock", $"redis:latest {Digest}\n");

        Run run = Run.Process(folder.Path, "--unsafe-fixes");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(Compose.Replace("latest", "latest@" + Digest, StringComparison.Ordinal), File.ReadAllText(folder.PathOf("compose.yaml")));
    }

    [Fact]
    public void Versions_are_compared_across_files()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("Dockerfile", "FROM node:22.1\n").With("ci/Dockerfile", "FROM node:20.3\n").With("compose.yaml", "services:\n  a:\n    image: node:22-slim\n");

        Run run = Lint(folder, "--profile", "none", "--select", "DK2009");

        Assert.Equal(["ci/Dockerfile:1:11 DK2009"], run.Findings);
        Assert.Contains("'node:22.1' is used at Dockerfile:1", run.Output, StringComparison.Ordinal);
    }

    private static TemporaryFolder Repository() => new TemporaryFolder()
        .With("Dockerfile", "FROM alpine:latest\n")
        .With("compose.yaml", Compose)
        .With("deploy/pod.yaml", Pod)
        .With("deploy/other.yaml", "image: redis:latest\n")
        .With("docker-bake.hcl", "target \"a\" {\n  contexts = { x = \"docker-image://alpine:latest\" }\n}\n")
        .With(".github/workflows/ci.yml", Workflow);

    private static Run Lint(TemporaryFolder folder, params string[] args) => Run.Process(folder.Path, [.. s_lint, .. args]);

    private static IEnumerable<string> Files(Run run) => run.Findings.Select(static finding => finding.Split(':')[0]).Distinct().Order(StringComparer.Ordinal);
}
