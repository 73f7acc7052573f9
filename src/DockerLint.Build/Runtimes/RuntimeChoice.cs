using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Runtimes;

/// <summary>Which runtime is used, and why.</summary>
/// <param name="Runtime">The runtime; null where none works.</param>
/// <param name="Reason">What was tried and what came of it, for people.</param>
public sealed record RuntimeChoice(ContainerRuntime? Runtime, string Reason)
{
    /// <summary>The log of the kernel, to which everybody may write who may use the device.</summary>
    private const string Device = "/device";

    private const int CanUseDevices = 99;

    private static readonly string[] s_names = ["crun", "runc"];

    /// <summary>Programs of administrators need not be in everybody's PATH.</summary>
    private static readonly string[] s_folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>What a program of this machine needs to run.</summary>
    private static readonly string[] s_system = ["/usr", "/bin", "/lib", "/lib64", "/nix"];

    /// <summary>The runtime that has been found before in the same place. It is not tried again, so the answer costs next to nothing.</summary>
    /// <param name="snapshots">Where it was tried.</param>
    /// <param name="path">The variable PATH; null for the usual folders alone.</param>
    /// <param name="wanted">The name of the only one that may be taken; null for any.</param>
    /// <returns>The choice; null where nothing was found yet, or what was found may hold no more.</returns>
    public static RuntimeChoice? Recall(SnapshotStore snapshots, string? path, string? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        return Recall(MemoryOf(snapshots, Programs(path, wanted)), snapshots, path);
    }

    /// <summary>Finds a runtime that works: each one that is installed has to run a program first, and to keep
    /// it from the machine's devices. Images have devices of any number, and not every runtime refuses them everywhere.</summary>
    /// <param name="snapshots">Where it can be tried.</param>
    /// <param name="path">The variable PATH; null for the usual folders alone.</param>
    /// <param name="wanted">The name of the only one that may be taken; null for any.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<RuntimeChoice> FindAsync(
        SnapshotStore snapshots, string? path, string? wanted = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        (string Name, string? Path)[] programs = Programs(path, wanted);
        RuntimeMemory memory = MemoryOf(snapshots, programs);
        if (Recall(memory, snapshots, path) is { } known)
            return known;
        ImmutableArray<string> guard = Guard(path);
        var reasons = new List<string>();
        foreach ((string name, string? program) in programs)
        {
            if (program is null)
            {
                reasons.Add($"{name} is not installed");
                continue;
            }

            var failures = new List<string>();
            // crun leaves control groups to us, where the machine's are such that it cannot use them.
            // So does any other one that may not make some, in a namespace of users.
            foreach (bool hasControlGroup in UserNamespace.IsInside ? (bool[])[false] : name == "crun" ? [true, false] : [true])
            {
                var runtime = new ContainerRuntime(name, program, guard, hasControlGroup, snapshots.Folder);
                if (await TryAsync(runtime, snapshots, cancellation).ConfigureAwait(false) is { } failure)
                {
                    failures.Add(failure);
                    continue;
                }

                string reason = string.Join("; ", [.. reasons, $"{program} works"]);
                memory.Remember(new RuntimeMemory.Known(name, hasControlGroup, reason));
                return new RuntimeChoice(runtime, reason);
            }

            reasons.Add($"{program} does not work here: {string.Join(", ", failures.Distinct())}");
        }

        return new RuntimeChoice(null, programs.Length == 0 ? $"'{wanted}' is none of {string.Join(", ", s_names)}" : string.Join("; ", reasons));
    }

    /// <summary>
    /// What a runtime is started by, so that it and all that it runs ends with us even if we are killed: its own process
    /// namespace, whose first process dies with its parent. Where util-linux is missing it is started as it is.
    /// </summary>
    internal static ImmutableArray<string> Guard(string? path) =>
        Locate("setpriv", path) is { } setpriv && Locate("unshare", path) is { } unshare
            ? [setpriv, "--pdeathsig", "KILL", "--", unshare, "--pid", "--fork", "--kill-child=KILL", "--mount-proc", "--"]
            : [];

    /// <summary>Finds a program.</summary>
    internal static string? Locate(string name, string? path) =>
        (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(s_folders)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static (string Name, string? Path)[] Programs(string? path, string? wanted) =>
        [.. s_names.Where(name => wanted is null || name == wanted).Select(name => (name, Locate(name, path)))];

    private static RuntimeMemory MemoryOf(SnapshotStore snapshots, (string Name, string? Path)[] programs) =>
        new(snapshots.Folder, [.. programs.Select(static program => program.Path)]);

    private static RuntimeChoice? Recall(RuntimeMemory memory, SnapshotStore snapshots, string? path) => memory.Recall() is { } known
        ? new RuntimeChoice(new ContainerRuntime(known.Name, Locate(known.Name, path)!, Guard(path), known.HasControlGroup, snapshots.Folder), known.Reason)
        : null;

    private static async Task<string?> TryAsync(ContainerRuntime runtime, SnapshotStore snapshots, CancellationToken cancellation)
    {
        string? last = null;
        try
        {
            using Workspace workspace = snapshots.Begin(null);
            var run = new ContainerRun
            {
                Arguments = ["/bin/sh", "-c", $"[ -c {Device} ] && (exec > {Device}) 2> /dev/null && exit {CanUseDevices}; exit 0"],
                Environment = ["PATH=/usr/bin:/bin"],
                Mounts = [.. s_system.Where(Directory.Exists).Select(static folder => new FolderMount(folder, folder, IsReadOnly: true))],
            };
            if (!UserNamespace.IsInside)
            {
                using Place device = workspace.Root.Find(Device)!;
                device.MakeNode(FileKind.CharacterDevice, 0x1B6, 1, 11);
            }

            ContainerExit exit = await runtime.RunAsync(workspace, run, line => last = line.Text, cancellation).ConfigureAwait(false);
            return exit.Code == 0 ? null
                : exit.Code == CanUseDevices ? "it does not keep the machine's devices from programs"
                : exit.Failure ?? last ?? $"it ended with code {exit.Code}";
        }
        catch (Exception failure) when (failure is IOException or System.ComponentModel.Win32Exception)
        {
            return failure.Message;
        }
    }
}
