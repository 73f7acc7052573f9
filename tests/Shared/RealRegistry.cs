using System.Diagnostics;
using System.Text;

namespace DockerLint.Tests;

/// <summary>
/// A real registry (<c>docker-registry</c> of Debian) on a free port of this machine, with its content in a folder of its own.
/// Tests that use it are left out of the run where it is not installed.
/// </summary>
public sealed class RealRegistry : IAsyncDisposable
{
    public const string Trait = "Category";
    public const string Needed = "Registry";

    private const int Attempts = 5;
    private const string Log = "listening on";

    private readonly Process _process;
    private readonly StringBuilder _log;
    private readonly string _folder;

    private RealRegistry(Process process, StringBuilder log, string folder, int port) =>
        (_process, _log, _folder, Port) = (process, log, folder, port);

    public int Port { get; }

    /// <summary>Host and port as references have them.</summary>
    public string Host => $"127.0.0.1:{Port}";

    /// <summary>What it has written so far.</summary>
    public string Written
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Starts a registry.</summary>
    /// <param name="settings">Further lines of its configuration, such as <c>auth:</c>.</param>
    /// <param name="http">Further lines of the section <c>http:</c>, indented by two.</param>
    public static async Task<RealRegistry> StartAsync(string settings = "", string http = "")
    {
        for (int attempt = 1; ; attempt++)
        {
            // Somebody else may take the port before the registry does.
            int port = Machine.FreePort();
            if (await StartAsync(port, settings, http) is { } registry)
                return registry;
            Assert.True(attempt < Attempts, "docker-registry does not start");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<RealRegistry?> StartAsync(int port, string settings, string http)
    {
        string folder = Directory.CreateTempSubdirectory("registry-").FullName;
        string config = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(config, $"""
            version: 0.1
            log:
              level: info
            storage:
              filesystem:
                rootdirectory: {folder}/content
              delete:
                enabled: true
            http:
              addr: 127.0.0.1:{port}
            {http}
            {settings}

            """);
        var start = new ProcessStartInfo("docker-registry", ["serve", config]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var process = new Process { StartInfo = start };
        var log = new StringBuilder();
        var listens = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listens.TrySetResult(false);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var registry = new RealRegistry(process, log, folder, port);
        if (await listens.Task && !process.HasExited)
            return registry;
        await registry.DisposeAsync();
        return null;

        void Read(string? line)
        {
            lock (log)
                log.AppendLine(line);
            if (line?.Contains(Log, StringComparison.Ordinal) == true)
                listens.TrySetResult(true);
        }
    }
}
