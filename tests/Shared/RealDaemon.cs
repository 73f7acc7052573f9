using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace DockerLint.Tests;

/// <summary>
/// A real Docker daemon (<c>docker.io</c> of Debian) with all that it keeps in a folder of its own. Tests that use it are left
/// out of the run where it is not installed, or this is not root.
/// </summary>
public sealed class RealDaemon : IAsyncDisposable
{
    public const string Trait = "Category";
    public const string Needed = "Docker";

    private const int Attempts = 600;

    private readonly Process _process;
    private readonly string _folder;

    private RealDaemon(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>Its socket.</summary>
    public string Socket => Path.Combine(_folder, "docker.sock");

    /// <summary>What the variable DOCKER_HOST says of it.</summary>
    public string Host => $"unix://{Socket}";

    /// <summary>What it has written.</summary>
    public string Log => File.ReadAllText(Path.Combine(_folder, "log"));

    /// <summary>Starts a daemon, and waits until it answers.</summary>
    public static async Task<RealDaemon> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("dockerd-").FullName;
        // A process group of its own, and its log a file: whoever is killed leaves nobody who waits for a reader.
        string script = $"exec setsid dockerd --data-root {folder}/data --exec-root {folder}/run -H unix://{folder}/docker.sock --pidfile {folder}/pid --iptables=false --bridge=none >{folder}/log 2>&1";
        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]))!;
        var daemon = new RealDaemon(process, folder);
        for (int attempt = 0; attempt < Attempts && !process.HasExited; attempt++)
        {
            if (await daemon.AnswersAsync())
                return daemon;
            await Task.Delay(50);
        }

        string log = daemon.Log;
        await daemon.DisposeAsync();
        throw new InvalidOperationException($"dockerd does not start: {log}");
    }

    /// <summary>Calls the program <c>docker</c>.</summary>
    /// <returns>What it writes.</returns>
    public Task<string> RunAsync(params string[] arguments) => RunAsync("/", arguments);

    /// <summary>Calls the program <c>docker</c> in a folder.</summary>
    /// <returns>What it writes.</returns>
    public async Task<string> RunAsync(string folder, string[] arguments)
    {
        // Debian's program brings its builder along; newer ones ask for a plug-in.
        var start = new ProcessStartInfo("/usr/bin/docker", ["-H", Host, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["DOCKER_BUILDKIT"] = "1";
        using Process docker = Process.Start(start)!;
        Task<string> output = docker.StandardOutput.ReadToEndAsync();
        string errors = await docker.StandardError.ReadToEndAsync();
        await docker.WaitForExitAsync();
        Assert.True(docker.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {errors}");
        return await output;
    }

    /// <summary>Kills it, as the kernel would that has no memory left.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await stop.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        await KillChildrenAsync();
        _process.Dispose();
        foreach (string mount in Mounts().OrderByDescending(static mount => mount.Length))
        {
            using var unmount = Process.Start("umount", ["-l", mount]);
            await unmount.WaitForExitAsync();
        }

        using var remove = Process.Start("rm", ["-rf", "--", _folder]);
        await remove.WaitForExitAsync();
    }

    /// <summary>What a killed daemon leaves: its containerd, and what that has started.</summary>
    private async Task KillChildrenAsync()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out int id) || id == Environment.ProcessId)
                continue;
            try
            {
                if ((await File.ReadAllTextAsync($"{folder}/cmdline")).Contains(_folder, StringComparison.Ordinal))
                    Process.GetProcessById(id).Kill();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
            {
                // It is gone already.
            }
        }
    }

    private List<string> Mounts() => [.. File.ReadLines("/proc/self/mounts").Select(static line => line.Split(' ')[1])
        .Where(mount => mount.StartsWith(_folder + "/", StringComparison.Ordinal))];

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket));
            await socket.SendAsync(Encoding.ASCII.GetBytes("GET /_ping HTTP/1.0\r\n\r\n"));
            return await socket.ReceiveAsync(new byte[1]) == 1;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
