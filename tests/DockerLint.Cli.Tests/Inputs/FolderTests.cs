namespace DockerLint.Cli.Tests;

public sealed class FolderTests
{
    private static readonly string[] s_parse = ["parse", "--format", "json"];

    [Theory]
    [InlineData("Dockerfile", true)]
    [InlineData("Containerfile", true)]
    [InlineData("Dockerfile.dev", true)]
    [InlineData("web.Dockerfile", true)]
    [InlineData("web.dockerfile", true)]
    [InlineData("Containerfile.dev", true)]
    [InlineData("web.containerfile", true)]
    [InlineData("web.Containerfile", true)]
    [InlineData("Dockerfile.dockerignore", false)]
    [InlineData("Dockerfile.dev.dockerignore", false)]
    [InlineData("Containerfile.dockerignore", false)]
    [InlineData("dockerfile", false)]
    [InlineData("Dockerfiles", false)]
    [InlineData("MyDockerfile", false)]
    public void A_Dockerfile_is_known_by_its_name(string name, bool isDockerfile) =>
        Assert.Equal(isDockerfile, Configuration.DockerfileName.Is(name));

    [Fact]
    public void The_folder_is_walked_and_files_are_named_from_the_working_folder()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("a/Dockerfile").With("a/b/web.Dockerfile").With("Containerfile").With("README.md")
            .With(".git/Dockerfile").With("node_modules/Dockerfile").With("bin/Dockerfile").With("obj/Dockerfile");
        Assert.Equal(["Containerfile", "a/Dockerfile", "a/b/web.Dockerfile"], Files(folder));
        Assert.Equal(["a/Dockerfile", "a/b/web.Dockerfile"], Files(folder, "./a/"));
        Assert.Equal(["bin/Dockerfile"], Files(folder, "bin"));
        Assert.Equal(["./a/Dockerfile", "a/b/web.Dockerfile"], Files(folder, "./a/Dockerfile", "a", "./a/Dockerfile"));
        Assert.Equal(["README.md"], Files(folder, "README.md"));
        Assert.Equal(["../Containerfile", "Dockerfile", "b/web.Dockerfile"], Names(Run.Process(folder.PathOf("a"), [.. s_parse, ".."])));

        static string[] Files(TemporaryFolder folder, params string[] paths) => Names(Run.Process(folder.Path, [.. s_parse, .. paths]));
    }

    [Fact]
    public void What_git_ignores_is_left_out()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(".gitignore", "*.dev\n/out/\n!Dockerfile.keep.dev\n")
            .With("Dockerfile").With("Dockerfile.dev").With("Dockerfile.keep.dev")
            .With("out/Dockerfile").With("a/out/Dockerfile")
            .With("a/.gitignore", "Dockerfile\n!*.dev\n")
            .With("a/Dockerfile").With("a/Dockerfile.dev").With("a/b/Dockerfile");
        Assert.Equal(["Dockerfile", "Dockerfile.keep.dev", "a/Dockerfile.dev"], Names(Run.Process(folder.Path, s_parse)));
    }

    [Fact]
    public void Above_the_folder_the_repository_is_asked()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(".git/HEAD").With(".gitignore", "*.dev\n").With("a/b/Dockerfile").With("a/b/Dockerfile.dev");
        Assert.Equal(["Dockerfile"], Names(Run.Process(folder.PathOf("a/b"), s_parse)));
    }

    [Fact]
    public void Excluded_files_and_folders_are_left_out()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("Dockerfile").With("vendor/Dockerfile").With("a/vendor/Dockerfile").With("a/Dockerfile.old").With("b/Dockerfile");
        Run run = Run.Process(folder.Path, "-f", "json", "--select", "DL3007", "--exclude", "vendor", "--exclude", "*.old", "--exclude", "/b/");
        Assert.Equal(["Dockerfile:1:13 DL3007"], run.Findings.Where(finding => finding.EndsWith("DL3007", StringComparison.Ordinal)));
    }

    [Fact]
    public void Links_do_not_lead_in_circles()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("a/Dockerfile");
        Directory.CreateSymbolicLink(folder.PathOf("a/up"), folder.Path);
        File.CreateSymbolicLink(folder.PathOf("a/Dockerfile.link"), folder.PathOf("a/Dockerfile"));
        File.CreateSymbolicLink(folder.PathOf("a/Dockerfile.gone"), folder.PathOf("nowhere"));
        Assert.Equal(["a/Dockerfile", "a/Dockerfile.link"], Names(Run.Process(folder.Path, s_parse)));
    }

    [Fact]
    public void A_folder_without_Dockerfiles_is_told_and_is_no_failure()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("README.md");
        Run run = Run.Process(folder.Path);
        Assert.Equal((0, "", "dockerlint: .: no Dockerfile found\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Many_files_are_reported_in_the_order_of_their_names_whatever_the_jobs()
    {
        using TemporaryFolder folder = new();
        for (int number = 0; number < 300; number++)
            folder.With($"d{number % 7}/Dockerfile.{number:000}", "FROM debian:latest\n" + new string('\n', number * 7 % 50) + "RUNN x\n");
        Run one = Run.Process(folder.Path, "-f", "json", "--jobs", "1");
        Run four = Run.Process(folder.Path, "-f", "json", "--jobs", "4");
        Assert.Equal(one.Output, four.Output);
        Assert.True(one.Findings.Length >= 600);
        string[] files = [.. one.Json.EnumerateArray().Select(finding => finding.GetProperty("file").GetString()!)];
        Assert.Equal(files.Order(StringComparer.Ordinal), files);
    }

    private static string[] Names(Run run) =>
        [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()!)];
}
