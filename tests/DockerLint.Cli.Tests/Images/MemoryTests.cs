using System.Diagnostics;
using System.Globalization;

namespace DockerLint.Cli.Tests.Images;

/// <summary>How much memory builds take of images with large layers. It must not depend on how large they are.</summary>
[Trait("Category", "Runtime")]
[Trait("Category", "Long")]
public sealed class MemoryTests : IDisposable
{
    private const long Size = 2L << 30;

    /// <summary>In megabytes.</summary>
    private const int Most = 200;
    private const int OfRuntime = 100;

    private const string Base = "FROM scratch\nCOPY busybox /bin/sh\n";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public MemoryTests() => File.Copy(Machine.Busybox, _context.PathOf("busybox"));

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Theory]
    [InlineData("/dev/urandom")]
    [InlineData("/dev/zero")]
    public void Layers_of_two_gigabytes_are_written_and_read(string source)
    {
        Build($"{Base}RUN [\"/bin/sh\", \"-c\", \"head -c {Size} {source} > /large\"]\n", "large");
        // Without its files they are unpacked from the layer.
        Assert.Equal(0, _place.Run("prune", "--build-cache", "--all", "-f").ExitCode);
        Build("FROM large\nRUN [\"/bin/sh\", \"-c\", \"[ -s /large ]\"]\n", "next");
    }

    [Fact]
    public void A_file_of_two_gigabytes_is_copied()
    {
        Machine.Shell(_context.Path, $"head -c {Size} /dev/urandom > large");
        Build($"{Base}COPY large /\n", "large");
    }

    /// <summary>Builds, and looks how much memory was taken at most.</summary>
    private void Build(string dockerfile, string name)
    {
        _context.With("Dockerfile", dockerfile);
        string[] arguments = ["build", "-q", "--no-config", "--profile", "none", "-t", name, _context.Path];
        ProcessStartInfo start = Run.Start(_context.Path, _place.Variables, arguments);
        int most = Most;
        if (Environment.GetEnvironmentVariable("DOCKERLINT_EXECUTABLE") is { } executable)
        {
            start.FileName = executable;
            start.ArgumentList.RemoveAt(0);
        }
        else
        {
            // What compiles at run time takes its share.
            most += OfRuntime;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        int peak = 0;
        while (!process.WaitForExit(s_pause))
            peak = Math.Max(peak, PeakOf(process.Id));
        Assert.True(process.ExitCode == 0, error.Result);
        Assert.StartsWith("sha256:", output.Result, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {peak} MB");
        Assert.InRange(peak, 1, most);
    }

    /// <summary>The most memory that a process has had, in megabytes (proc_pid_status(5), VmHWM).</summary>
    private static int PeakOf(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
