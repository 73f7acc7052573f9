using System.Text.Json;

namespace DockerLint.Cli.Tests;

public sealed class OutputTests
{
    private static readonly string[] s_only = ["--profile", "none", "--select", "DL3007"];

    [Fact]
    public void Formats_and_files_are_paired_by_position()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Run.Process(folder.Path, [.. s_only, "-f", "json", "-f", "sarif", "-f", "github", "-o", "a.json", "-o", "b.sarif"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("::warning", run.Output, StringComparison.Ordinal);
        Assert.Equal("DL3007", JsonDocument.Parse(folder.Read("a.json")).RootElement[0].GetProperty("code").GetString());
        Assert.Equal("2.1.0", JsonDocument.Parse(folder.Read("b.sarif")).RootElement.GetProperty("version").GetString());
        Assert.Equal(["Dockerfile", "a.json", "b.sarif"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_dash_is_standard_output()
    {
        using TemporaryFolder folder = new();
        Run run = Run.Here("FROM debian:latest\n", [], [.. s_only, "-f", "github", "-f", "json", "-o", "-", "-o", folder.PathOf("a.json"), "-"]);
        Assert.StartsWith("::warning", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("[{", folder.Read("a.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_replaces_the_last_one_as_a_whole()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a.json", new string('x', 100_000));
        string path = folder.PathOf("a.json");
        using FileStream reader = new(path, FileMode.Open, System.IO.FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Run.Here("FROM debian:latest\n", [], [.. s_only, "-f", "json", "-o", path, "-"]);
        Assert.StartsWith("[{", folder.Read("a.json"), StringComparison.Ordinal);
        // Whoever had the old file open still reads all of it.
        Assert.Equal(100_000, new StreamReader(reader).ReadToEnd().Length);
    }

    [Fact]
    public void A_link_to_a_report_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("real/a.json");
        File.CreateSymbolicLink(folder.PathOf("a.json"), folder.PathOf("real/a.json"));
        Run.Here("FROM debian:latest\n", [], [.. s_only, "-f", "json", "-o", folder.PathOf("a.json"), "-"]);
        Assert.NotNull(new FileInfo(folder.PathOf("a.json")).LinkTarget);
        Assert.StartsWith("[{", folder.Read("real/a.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_written_to_as_it_is()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(1, Run.Here("FROM debian:latest\n", [], [.. s_only, "-o", "/dev/null", "-"]).ExitCode);
        Assert.True((File.GetAttributes("/dev/null") & FileAttributes.Normal) != 0);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told()
    {
        using TemporaryFolder folder = new();
        Run run = Run.Here("FROM debian:latest\n", [], [.. s_only, "-o", folder.PathOf("no/a.json"), "-"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"dockerlint: {folder.PathOf("no/a.json")}: no such file or folder\n", run.Error);
    }

    [Theory]
    [InlineData("> /dev/full")]
    [InlineData(">&-")]
    public void Standard_output_that_takes_nothing_is_told(string redirection)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "dockerlint.dll")}' -f json Dockerfile {redirection}"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardError = true,
        })!;
        string error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(2, shell.ExitCode);
        Assert.StartsWith("dockerlint: standard output: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }
}
