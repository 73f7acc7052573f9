using System.Diagnostics;
using System.Net.Sockets;

namespace DockerLint.Tests;

/// <summary>
/// A Docker daemon (<c>docker.io</c> of Debian) of its own, with all that it keeps in a folder that is gone after the test. It
/// changes nothing of this machine's network. Tests that use it are left out of the run where it is not installed.
/// </summary>
public sealed class RealDaemon : IAsyncDisposable
{
    public const string Trait = "Category";
    public const string Needed = "Docker";

    /// <summary>Debian's client, which still brings the builder along; newer ones ask for a plug-in.</summary>
    public const string Client = "/usr/bin/docker";

    private const int Patience = 600;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private RealDaemon(TemporaryFolder folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>Where it listens, as <c>DOCKER_HOST</c> has it.</summary>
    public string Address => $"unix://{Socket}";

    /// <summary>The socket's path.</summary>
    public string Socket => SocketOf(_folder);

    /// <summary>The process of the daemon.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it has written so far.</summary>
    public string Written => _folder.Read("log");

    /// <summary>Starts a daemon and waits until it answers.</summary>
    public static async Task<RealDaemon> StartAsync()
    {
        var folder = new TemporaryFolder();
        // It writes to a file by itself, so that nobody has to read along.
        Process process = Process.Start("/bin/sh", [
            "-c", $"exec dockerd --data-root '{folder.PathOf("data")}' --exec-root '{folder.PathOf("exec")}' --pidfile '{folder.PathOf("pid")}' -H 'unix://{SocketOf(folder)}' --iptables=false --ip6tables=false --bridge=none > '{folder.PathOf("log")}' 2>&1"]);
        var daemon = new RealDaemon(folder, process);
        for (int attempt = 0; attempt < Patience && !process.HasExited; attempt++)
        {
            if (await AnswersAsync(daemon.Socket))
                return daemon;
            await Task.Delay(s_pause);
        }

        string written = daemon.Written;
        await daemon.DisposeAsync();
        throw new InvalidOperationException($"dockerd does not start: {written}");
    }

    /// <summary>Calls the client; it must do its work.</summary>
    public string Call(params string[] arguments) => Call("/", arguments);

    /// <summary>Calls the client in a folder; it must do its work.</summary>
    public string Call(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(Client, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["DOCKER_HOST"] = Address;
        start.Environment["DOCKER_BUILDKIT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            using (Process.Start("kill", ["-TERM", $"{_process.Id}"]))
                await _process.WaitForExitAsync();
        _process.Dispose();
        // A daemon that was killed leaves its containerd, its mounts and its network behind.
        using (Process clean = Process.Start("/bin/sh", ["-c", $"pkill -KILL -f -- '{_folder.Path}/'; sort -r /proc/self/mounts | cut -d ' ' -f 2 | grep -F '{_folder.Path}/' | xargs -r umount -l"]))
            await clean.WaitForExitAsync();
        _folder.Dispose();
    }

    private static string SocketOf(TemporaryFolder folder) => folder.PathOf("docker.sock");

    private static async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            await socket.SendAsync("GET /_ping HTTP/1.0\r\n\r\n"u8.ToArray());
            byte[] answer = new byte[64];
            return await socket.ReceiveAsync(answer) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
