using System.Text;
using System.Text.Json;
using DockerLint.Tests;

namespace DockerLint.Analyzers.Tests.Package;

/// <summary>What a build says of files is what the command line says of them.</summary>
public sealed class MatrixTests(PackageFeed feed)
{
    private const int CorpusFiles = 300;
    private const int OtherCorpusFiles = 100;

    [Fact]
    public async Task A_build_finds_in_sample_files_what_the_command_line_finds() =>
        await Compare([.. Samples.All.Select(static sample => ("Dockerfile", Encoding.UTF8.GetBytes(sample.Text)))]);

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public async Task A_build_finds_in_real_files_what_the_command_line_finds()
    {
        string[] paths =
        [
            .. Directory.EnumerateFiles(SharedData.PathOf("corpus/files"), "*", SearchOption.AllDirectories)
                .Where(static path => Configuration.DockerfileName.Is(Path.GetFileName(path))).Order(StringComparer.Ordinal),
        ];
        int step = paths.Length / CorpusFiles;
        Assert.True(step > 0);
        await Compare([.. paths.Where((_, index) => index % step == 0).Take(CorpusFiles).Select(static path => ("Dockerfile", File.ReadAllBytes(path)))]);
    }

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public async Task A_build_finds_in_other_real_files_what_the_command_line_finds()
    {
        string[] paths = [.. SharedData.Lines("corpus/hosts.jsonl").Select(static line => line.GetProperty("file").GetString()!)];
        int step = paths.Length / OtherCorpusFiles;
        await Compare([.. paths.Where((_, index) => index % step == 0)
            .Select(static path => (Path.GetFileName(path), File.ReadAllBytes(SharedData.PathOf($"corpus/{path}"))))]);
    }

    private async Task Compare((string Name, byte[] Bytes)[] files)
    {
        using Workspace work = await feed.Open();
        work.WithProject("app.csproj", "<PropertyGroup><DockerLintProfile>all</DockerLintProfile><NoWarn /></PropertyGroup>").With("Code.cs", "class C;");
        for (int index = 0; index < files.Length; index++)
            work.With($"f{index:D3}/{files[index].Name}", files[index].Bytes);
        BuildResult build = await work.Build("app.csproj");
        string[] expected = await CommandLine(work);
        Assert.True(expected.Length > files.Length / 2);
        Assert.Empty(expected.Except(build.Logged));
        Assert.Empty(build.Logged.Except(expected));
        Assert.Equal(expected, build.Logged);
    }

    /// <summary>What the command line finds, as <see cref="BuildFinding"/> writes it; less what it finds by looking at all files, of which a build sees a part.</summary>
    private static async Task<string[]> CommandLine(Workspace work)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "dockerlint.dll");
        (_, string output) = await Dotnet.Run(work.Folder, [], "exec", program, "lint", "--format", "json", "--profile", "all", "--ignore", "DK2008,DK2009", ".");
        using var document = JsonDocument.Parse(output[output.IndexOf('[', StringComparison.Ordinal)..]);
        return
        [
            .. document.RootElement.EnumerateArray().Select(static finding => new BuildFinding(
                    finding.GetProperty("file").GetString()!,
                    finding.GetProperty("line").GetInt32(),
                    finding.GetProperty("column").GetInt32(),
                    finding.GetProperty("level").GetString() is ("error" or "warning") and { } level ? level : "note",
                    finding.GetProperty("code").GetString()!).ToString())
                .Order(StringComparer.Ordinal),
        ];
    }
}
