using System.Diagnostics;

namespace DockerLint.Cli.Tests.Images;

/// <summary>A build that is interrupted while a command runs.</summary>
[Trait("Category", "Runtime")]
public sealed class InterruptTests : IDisposable
{
    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    // By this the command is found among all that run.
    private readonly string _mark = Guid.NewGuid().ToString("N");

    public InterruptTests()
    {
        _context.With("Dockerfile", $"FROM scratch\nCOPY busybox /bin/sh\nRUN --mount=type=cache,target=/c --mount=type=tmpfs,target=/t echo ready; while [ {_mark} ]; do :; done\n");
        File.Copy(Machine.Busybox, _context.PathOf("busybox"));
    }

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Nothing_is_left_of_it(string signal)
    {
        using Process build = Process.Start(Run.Start(_context.Path, _place.Variables, ["build", "--no-config", "--profile", "none", "."]))!;
        build.StandardInput.Close();
        while (build.StandardError.ReadLine() is { } line && !line.EndsWith("ready", StringComparison.Ordinal))
            Assert.DoesNotContain("error:", line, StringComparison.Ordinal);
        string[] groups = [.. Processes().SelectMany(static process => File.ReadLines($"{process}/cgroup"))
            .Select(static group => group.Split(':', 3)).Select(static group => FolderOf(group[1], group[2])).Where(static group => group.Contains("/dockerlint-", StringComparison.Ordinal) && Directory.Exists(group))];
        Assert.NotEmpty(groups);
        Machine.Run("kill", $"-{signal}", $"{build.Id}");
        string rest = build.StandardError.ReadToEnd();
        build.WaitForExit();

        Assert.Equal(130, build.ExitCode);
        Assert.EndsWith("dockerlint: the build was interrupted\n", rest, StringComparison.Ordinal);
        Assert.Empty(Processes());
        Assert.All(groups, static group => Assert.False(Directory.Exists(group), group));
        Assert.DoesNotContain(_place.Folder.Path, File.ReadAllText("/proc/self/mountinfo"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries($"{_place.Store.Folder}-build/work"));
    }

    /// <summary>The processes of the command, the shell that runs it among them.</summary>
    private string[] Processes() => [.. Directory.GetDirectories("/proc").Where(static path => int.TryParse(Path.GetFileName(path), out _)).Where(IsCommand)];

    private bool IsCommand(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string FolderOf(string controllers, string group)
    {
        string name = controllers.Replace("name=", "", StringComparison.Ordinal);
        return $"/sys/fs/cgroup/{(name.Length == 0 ? "unified" : name)}{group}";
    }
}
