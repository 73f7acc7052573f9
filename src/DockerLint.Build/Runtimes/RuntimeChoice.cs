using System.Collections.Immutable;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Runtimes;

/// <summary>Which runtime is used, and why.</summary>
/// <param name="Runtime">The runtime; null where none works.</param>
/// <param name="Reason">What was tried and what came of it, for people.</param>
public sealed record RuntimeChoice(ContainerRuntime? Runtime, string Reason)
{
    private static readonly string[] s_names = ["crun", "runc"];

    /// <summary>Programs of administrators need not be in everybody's PATH.</summary>
    private static readonly string[] s_folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>What a program of this machine needs to run.</summary>
    private static readonly string[] s_system = ["/usr", "/bin", "/lib", "/lib64", "/nix"];

    /// <summary>Finds a runtime that works: each one that is installed has to run a program first.</summary>
    /// <param name="snapshots">Where it can be tried.</param>
    /// <param name="path">The variable PATH; null for the usual folders alone.</param>
    /// <param name="wanted">The name of the only one that may be taken; null for any.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<RuntimeChoice> FindAsync(
        SnapshotStore snapshots, string? path, string? wanted = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        var reasons = new List<string>();
        foreach (string name in s_names.Where(name => wanted is null || name == wanted))
        {
            if (Locate(name, path) is not { } program)
            {
                reasons.Add($"{name} is not installed");
                continue;
            }

            string? failure = null;
            foreach (ImmutableArray<string> guard in Guards(path))
            {
                var runtime = new ContainerRuntime(name, program, guard);
                failure = await TryAsync(runtime, snapshots, cancellation).ConfigureAwait(false);
                if (failure is null)
                    return new RuntimeChoice(runtime, string.Join("; ", [.. reasons, $"{program} works"]));
            }

            reasons.Add($"{program} does not work here: {failure}");
        }

        return new RuntimeChoice(null, string.Join("; ", reasons));
    }

    /// <summary>
    /// What a runtime is started by, so that it and all that it runs ends with us even if we are killed: its own process
    /// namespace, whose first process dies with its parent. Where util-linux is missing it is started as it is.
    /// </summary>
    private static IEnumerable<ImmutableArray<string>> Guards(string? path)
    {
        if (Locate("setpriv", path) is { } setpriv && Locate("unshare", path) is { } unshare)
            yield return [setpriv, "--pdeathsig", "KILL", "--", unshare, "--pid", "--fork", "--kill-child=KILL", "--mount-proc", "--"];
        yield return [];
    }

    private static async Task<string?> TryAsync(ContainerRuntime runtime, SnapshotStore snapshots, CancellationToken cancellation)
    {
        string? last = null;
        try
        {
            using Workspace workspace = snapshots.Begin(null);
            var run = new ContainerRun
            {
                Arguments = ["/bin/sh", "-c", ":"],
                Environment = ["PATH=/usr/bin:/bin"],
                Mounts = [.. s_system.Where(Directory.Exists).Select(static folder => new FolderMount(folder, folder, IsReadOnly: true))],
            };
            ContainerExit exit = await runtime.RunAsync(workspace, run, line => last = line.Text, cancellation).ConfigureAwait(false);
            return exit.Code == 0 ? null : exit.Failure ?? last ?? $"it ended with code {exit.Code}";
        }
        catch (Exception failure) when (failure is IOException or System.ComponentModel.Win32Exception)
        {
            return failure.Message;
        }
    }

    private static string? Locate(string name, string? path) =>
        (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(s_folders)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
