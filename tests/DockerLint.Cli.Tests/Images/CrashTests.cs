using System.Diagnostics;
using DockerLint.TestData;

namespace DockerLint.Cli.Tests.Images;

/// <summary>Builds by processes that end badly, have no room, or are many.</summary>
public sealed class CrashTests : IDisposable
{
    private const string Category = "Category";
    private const string Dockerfile = """
        FROM scratch AS base
        COPY busybox /bin/sh
        FROM base AS made
        RUN --mount=type=cache,target=/c echo x > /c/x; echo made > /made
        RUN i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo $i > /counted
        FROM base
        COPY --from=made /made /counted /d/
        WORKDIR /w
        RUN echo end > end
        """;

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public CrashTests()
    {
        _context.With("Dockerfile", Dockerfile);
        if (File.Exists("/usr/bin/busybox"))
            File.Copy("/usr/bin/busybox", _context.PathOf("busybox"));
    }

    private string Cache => $"{_place.Store.Folder}-build";

    private (string, string)[] Variables => [.. _place.Variables, ("SOURCE_DATE_EPOCH", "1000000000")];

    private string[] Build => ["build", "--no-config", "-q", _context.Path];

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Fact]
    [Trait(Category, "Runtime")]
    public void A_killed_build_is_followed_by_one_that_works_and_leaves_nothing() => Kill(5);

    [Fact]
    [Trait(Category, "Runtime")]
    [Trait(Category, "Long")]
    public void A_hundred_killed_builds_leave_nothing() => Kill(100);

    private void Kill(int kills)
    {
        long start = Stopwatch.GetTimestamp();
        string digest = Ok(Build);
        TimeSpan whole = Stopwatch.GetElapsedTime(start);
        for (int index = 0; index < kills; index++)
        {
            Clear();
            using Process process = Start(Build);
            Thread.Sleep(whole * Random.Shared.NextDouble());
            process.Kill();
            process.WaitForExit();
            Assert.Equal(digest, Ok(Build));
        }

        Clear();
    }

    [Fact]
    [Trait(Category, "Runtime")]
    public void A_full_disk_is_said_and_leaves_the_store_whole()
    {
        string disk = Directory.CreateDirectory(_place.Store.Folder).FullName;
        // The store and what builds keep are beside each other.
        string mounted = Path.GetDirectoryName(disk)!;
        Call("mount", "-t", "tmpfs", "-o", "size=8m", "none", mounted);
        try
        {
            string digest = Ok(Build);
            foreach (string step in (string[])["COPY much /much", "RUN while echo 0123456789012345678901234567890123456789 >> /much; do :; done; exit 1"])
            {
                _context.With("Dockerfile", $"{Dockerfile}\n{step}\n");
                if (step.StartsWith("COPY", StringComparison.Ordinal))
                    _context.With("much", new string('x', 9 << 20));
                Run full = Process(Build);
                Assert.Equal(2, full.ExitCode);
                Assert.Contains("o space left on ", full.Error, StringComparison.Ordinal);
                Assert.Contains("make room for ", full.Error, StringComparison.Ordinal);
                _context.With("Dockerfile", Dockerfile);
                Assert.Equal(digest, Ok(Build));
            }
        }
        finally
        {
            Call("umount", mounted);
        }
    }

    [Fact]
    [Trait(Category, "Runtime")]
    [Trait(RealRegistry.Trait, RealRegistry.Needed)]
    public async Task A_full_disk_is_not_taken_for_a_failure_of_the_registry()
    {
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string name = $"{registry.Host}/me/much";
        using var other = new ImagePlace();
        TestImage.Make(other.Store, name, "amd64", 9 << 20, "x");
        other.Ok("push", name);
        string disk = Directory.CreateDirectory(_place.Store.Folder).FullName;
        Call("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk);
        try
        {
            Run full = Process("pull", name);
            Assert.Equal(2, full.ExitCode);
            Assert.Contains("the store cannot be written: No space left on device", full.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("the connection to", full.Error, StringComparison.Ordinal);
        }
        finally
        {
            Call("umount", disk);
        }
    }

    [Fact]
    [Trait(Category, "Runtime")]
    public void Builds_at_the_same_time_share_what_they_do()
    {
        Process[] processes = [.. Enumerable.Range(0, 3).Select(_ => Start(Build))];
        string[] digests = [.. processes.Select(static process => process.StandardOutput.ReadToEnd())];
        foreach (Process process in processes)
        {
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        Assert.Single(digests.Distinct());
        Run again = Process("build", "--no-config", _context.Path);
        Assert.Equal(6, again.Error.Split(" CACHED\n").Length - 1);
        Clear();
    }

    [Fact]
    [Trait(Category, "Root")]
    public void Who_may_not_mount_is_told_what_to_do()
    {
        Call("chmod", "-R", "a+rwX", _place.Folder.Path, _context.Path);
        // In a folder that looks like the machine nobody gets a namespace of users.
        string machine = Directory.CreateDirectory(_place.Folder.PathOf("machine")).FullName;
        string script = $"mount --rbind / '{machine}' && exec chroot '{machine}' setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --bounding-set=-all \"$@\"";
        Run run = Run.Of(Run.Through(Run.Start(_context.Path, Variables, Build), "unshare", "--mount", "sh", "-ec", script, "sh"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("run it as root", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Clears away all, after which nothing may be there.</summary>
    private void Clear()
    {
        Ok("prune", "--build-cache", "--all", "-f");
        Ok("prune", "--all", "-f");
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Cache, "work")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Cache, "snapshots")));
        // What is known of the machine stays: its runtime, and the filter for it.
        Assert.All(Directory.GetFiles(Cache, "*", SearchOption.AllDirectories).Select(Path.GetFileName), static file => Assert.Matches("^(runtime|seccomp-[0-9a-f]{64})$", file));
        Assert.Empty(Directory.GetFiles(Path.Combine(_place.Store.Folder, "blobs"), "*", SearchOption.AllDirectories));
        Assert.DoesNotContain(_place.Folder.Path, File.ReadAllText("/proc/self/mountinfo"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.GetDirectories("/proc").Where(static path => int.TryParse(Path.GetFileName(path), out _)), process => CommandOf(process).Contains(Cache, StringComparison.Ordinal));
    }

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void Call(string program, params string[] arguments)
    {
        using Process process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private Process Start(params string[] args)
    {
        Process process = System.Diagnostics.Process.Start(Run.Start(_context.Path, Variables, args))!;
        process.StandardInput.Close();
        return process;
    }

    private Run Process(params string[] args) => Run.Process(_context.Path, null, Variables, args);

    private string Ok(params string[] args)
    {
        Run run = Process(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }
}
