namespace DockerLint.Cli.Tests.Packages;

/// <summary>Every way to install the program, on a root file system that has only what it asks for.</summary>
public sealed class InstallTests
{
    private const string Category = "Category";

    [Theory]
    [Trait(Category, "Long")]
    [Trait(Category, "Root")]
    [Trait(Category, "Install")]
    [InlineData("executable")]
    [InlineData("deb")]
    [InlineData("tool")]
    [InlineData("image")]
    public void It_has_a_version_and_lints_where_it_was_installed(string way)
    {
        string? executable = Environment.GetEnvironmentVariable("DOCKERLINT_EXECUTABLE");
        Assert.SkipWhen(executable is null, "DOCKERLINT_EXECUTABLE names no published executable.");
        Run run = Script($"packaging/try {way} '{executable}'");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches(@"dockerlint \d+\.\d+\.\d+", run.Output);
        Assert.Contains("/sample/Dockerfile:1:13: warning:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Category, "Long")]
    public void Packages_hold_the_same_bytes_whenever_they_are_made()
    {
        Run run = Script("packaging/reproduce");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Theory]
    [Trait(Category, "Long")]
    [InlineData("mkdir source && git archive HEAD | tar -x -C source", @"^1\.0\.0-alpha\.0$")]
    [InlineData("git clone -q --no-tags \"$PWD\" source", @"^1\.0\.0-alpha\.0\.\d+$")]
    [InlineData("git clone -q --no-tags \"$PWD\" source && git -C source tag v2.3.4", @"^2\.3\.4$")]
    public void The_version_is_that_of_the_last_tag_and_needs_neither_tags_nor_git(string copy, string version)
    {
        using var folder = new TemporaryFolder();
        string into = copy.Replace("source", $"'{folder.PathOf("source")}'", StringComparison.Ordinal);
        Run run = Script($"{into} && cd '{folder.PathOf("source")}' && dotnet msbuild src/DockerLint.Cli -restore -t:MinVer -getProperty:Version");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches(version, run.Output.Trim());
    }

    [Fact]
    public void Our_own_Dockerfile_has_no_findings()
    {
        Run run = Run.Here("lint", "--no-config", "--profile", "all", Path.Combine(Repository.Root, "packaging", "Dockerfile"));
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
    }

    private static Run Script(string script) => Bash.Run(Repository.Root, script, ("HOME", Environment.GetEnvironmentVariable("HOME") ?? "/root"));
}
