using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Runtimes;

/// <summary>A program that runs programs in the files of an image (OCI runtime specification): crun or runc.</summary>
public sealed class ContainerRuntime
{
    private readonly string _path;
    private readonly bool _isCrun;
    private readonly ImmutableArray<string> _guard;
    private readonly bool _hasControlGroup;
    private readonly byte[]? _filter;

    /// <summary>A runtime.</summary>
    /// <param name="name">Which.</param>
    /// <param name="path">The program.</param>
    /// <param name="guard">What it is started by; empty for nothing.</param>
    /// <param name="hasControlGroup">Whether it makes a control group for each run, else we make one for devices. runc cannot do without.</param>
    /// <param name="folder">Where we keep what it can be given in place of making it for each run.</param>
    internal ContainerRuntime(string name, string path, ImmutableArray<string> guard, bool hasControlGroup, string folder)
    {
        (Name, _path, _isCrun, _guard, _hasControlGroup) = (name, path, name == "crun", guard, hasControlGroup);
        _filter = _isCrun ? SeccompFilter.Of(folder) : null;
    }

    /// <summary><c>crun</c> or <c>runc</c>.</summary>
    public string Name { get; }

    /// <summary>Runs a program and waits for its end. What it changes is in the workspace then.</summary>
    /// <param name="workspace">The files.</param>
    /// <param name="run">The program.</param>
    /// <param name="output">Is given each line as it comes, by any thread, one at a time.</param>
    /// <param name="cancellation">Kills the program, and all that it has started.</param>
    public async Task<ContainerExit> RunAsync(
        Workspace workspace, ContainerRun run, Action<OutputLine> output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(output);
        cancellation.ThrowIfCancellationRequested();
        var targets = new MountTargets(workspace.Root);
        using var mounts = new RunMounts(workspace, targets);
        try
        {
            return mounts.Prepare(run) is { } failure
                ? new ContainerExit(125, failure)
                : await RunAsync(workspace, new Bundle(workspace, run, mounts.Binds, _hasControlGroup, _filter), output, cancellation).ConfigureAwait(false);
        }
        finally
        {
            targets.Remove();
        }
    }

    private async Task<ContainerExit> RunAsync(Workspace workspace, Bundle bundle, Action<OutputLine> output, CancellationToken cancellation)
    {
        using Process process = StartInfo(bundle, "run", "--bundle", bundle.Folder, bundle.Id) is var start && _guard.IsEmpty
            ? new Process { StartInfo = start }
            : new Process { StartInfo = Guarded(start) };
        var gate = new object();
        process.OutputDataReceived += (_, line) => Received(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Received(line.Data, isError: true);
        using (bundle.KeepsDevices ? ControlGroups.KeepDevices(bundle.Id, workspace.Space.ThreadId) : null)
        {
            // Where the mounts are; the program sees what this thread sees.
            workspace.Space.Run(() =>
            {
                if (_isCrun)
                    ControlGroups.MakeUnified();
                process.Start();
            });
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (cancellation.Register(() => Kill(process)))
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested)
            Delete(workspace, bundle);
        // One that was killed or refused the program leaves its group.
        ControlGroups.Remove(bundle.Id);
        cancellation.ThrowIfCancellationRequested();
        return new ContainerExit(process.ExitCode, process.ExitCode == 0 ? null : bundle.Failure());

        void Received(string? line, bool isError)
        {
            if (line is null)
                return;
            lock (gate)
                output(new OutputLine(line, isError));
        }
    }

    /// <summary>Takes away what the runtime has noted, since it could not do so itself.</summary>
    private void Delete(Workspace workspace, Bundle bundle)
    {
        using var process = new Process { StartInfo = StartInfo(bundle, "delete", "--force", bundle.Id) };
        workspace.Space.Run(process.Start);
        process.StandardInput.Close();
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
    }

    private ProcessStartInfo StartInfo(Bundle bundle, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(_path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = bundle.Folder,
        };
        foreach (string argument in (ReadOnlySpan<string>)["--root", bundle.State, "--log", bundle.Log, "--log-format", "json"])
            start.ArgumentList.Add(argument);
        if (_isCrun)
            start.ArgumentList.Add(_hasControlGroup ? "--cgroup-manager=cgroupfs" : "--cgroup-manager=disabled");
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private ProcessStartInfo Guarded(ProcessStartInfo start)
    {
        string[] command = [.. _guard, start.FileName, .. start.ArgumentList];
        start.FileName = command[0];
        start.ArgumentList.Clear();
        foreach (string argument in command.AsSpan(1))
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Kills a program and what it has started, if it still runs.</summary>
    internal static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>The folder that a runtime is told about a program by.</summary>
    private sealed class Bundle
    {
        public Bundle(Workspace workspace, ContainerRun run, IReadOnlyList<RuntimeConfiguration.Bind> binds, bool hasControlGroup, byte[]? filter)
        {
            Folder = workspace.PathOf("bundle");
            State = workspace.PathOf("state");
            Log = workspace.PathOf("runtime.log");
            Id = Path.GetFileName(Path.GetDirectoryName(Folder))!;
            KeepsDevices = !hasControlGroup && !run.IsInsecure;
            Directory.CreateDirectory(Folder);
            File.Delete(Log);
            File.WriteAllBytes(
                Path.Combine(Folder, "config.json"),
                RuntimeConfiguration.Write(run, workspace.RootPath, binds, hasControlGroup ? ControlGroups.NameOf(Id) : null, filter));
        }

        public string Folder { get; }

        public string State { get; }

        public string Log { get; }

        public string Id { get; }

        /// <summary>Whether the runtime leaves it to us to keep devices from the program.</summary>
        public bool KeepsDevices { get; }

        /// <summary>What the runtime says that it could not do; null where the program itself failed.</summary>
        public string? Failure()
        {
            if (!File.Exists(Log))
                return null;
            string? failure = null;
            foreach (string line in File.ReadLines(Log))
            {
                try
                {
                    using JsonDocument json = JsonDocument.Parse(line);
                    if (json.RootElement.TryGetProperty("level"u8, out JsonElement level) && level.ValueEquals("error"u8)
                        && json.RootElement.TryGetProperty("msg"u8, out JsonElement message))
                    {
                        failure = message.GetString();
                    }
                }
                catch (JsonException)
                {
                    failure ??= line;
                }
            }

            return failure;
        }
    }
}
