using System.Globalization;
using System.Net.Sockets;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Runtimes;

/// <summary>Makes what a run sees beside its files: where it comes from, and where it is seen.</summary>
/// <param name="workspace">The files.</param>
/// <param name="targets">Makes the places in the image.</param>
internal sealed class RunMounts(Workspace workspace, MountTargets targets) : IDisposable
{
    private const string NameServers = "/etc/resolv.conf";

    /// <summary>What systemd-resolved has of the servers that it asks itself.</summary>
    private const string ResolvedServers = "/run/systemd/resolve/resolv.conf";

    private readonly List<RuntimeConfiguration.Bind> _binds = [];
    private readonly List<AgentForwarder> _agents = [];
    private bool _hasMemory;

    /// <summary>What is mounted, in this order.</summary>
    public IReadOnlyList<RuntimeConfiguration.Bind> Binds => _binds;

    /// <summary>Makes all of it.</summary>
    /// <returns>Why that cannot be; null where it is done.</returns>
    public string? Prepare(ContainerRun run)
    {
        // BuildKit leaves these in the layer, so that images have them.
        foreach (string folder in (ReadOnlySpan<string>)["/dev", "/proc", "/sys"])
        {
            if (!targets.TryMake(folder, isFolder: true, isKept: true))
                return InTheWay(folder);
        }

        File.WriteAllText(workspace.PathOf("resolv.conf"), NameServersOf(run.Network));
        File.WriteAllText(workspace.PathOf("hosts"), HostsOf(run));
        string? failure = Bind(NameServers, workspace.PathOf("resolv.conf"), isFolder: false, isReadOnly: true)
            ?? Bind("/etc/hosts", workspace.PathOf("hosts"), isFolder: false, isReadOnly: true);
        for (int index = 0; failure is null && index < run.Mounts.Length; index++)
            failure = Prepare(run.Mounts[index], string.Create(CultureInfo.InvariantCulture, $"mount{index}"));
        return failure ?? (targets.TryMake(run.WorkingDirectory, isFolder: true, isKept: true) ? null : InTheWay(run.WorkingDirectory));
    }

    /// <inheritdoc/>
    public void Dispose() => _agents.ForEach(static agent => agent.Dispose());

    private string? Prepare(ContainerMount mount, string name) => mount switch
    {
        FolderMount folder => Bind(folder.Target, folder.Source, Directory.Exists(folder.Source), folder.IsReadOnly),
        SnapshotMount snapshot => Prepare(snapshot, name),
        SecretMount secret => Prepare(secret, name),
        SshMount agent => Prepare(agent, name),
        TmpfsMount memory when !targets.TryMake(memory.Target, isFolder: true) => InTheWay(memory.Target),
        TmpfsMount memory => Add(RuntimeConfiguration.Bind.Memory(memory.Target, memory.Size)),
        _ => throw new ArgumentException("not a kind of mount", nameof(mount)),
    };

    private string? Prepare(SnapshotMount mount, string name)
    {
        string target = workspace.PathOf(name);
        string upper = workspace.PathOf($"{name}.upper");
        string work = workspace.PathOf($"{name}.work");
        foreach (string folder in (ReadOnlySpan<string>)[target, upper, work])
            Directory.CreateDirectory(folder);
        (UnixPath Path, bool IsFolder)? source = workspace.Space.Run(() =>
        {
            IReadOnlyList<string> lower = mount.Snapshot.FolderPaths;
            if (mount.IsReadOnly)
                OverlayMount.Mount(target, [.. lower, workspace.PathOf("empty")], null, null);
            else
                OverlayMount.Mount(target, lower, upper, work);
            using RootFolder root = RootFolder.Open(target);
            using Place? place = root.Find(mount.Source);
            return place?.Status is { } status ? (place.IsRoot ? "/" : place.Path, status.IsFolder) : ((UnixPath, bool)?)null;
        });
        // Without links, so that the runtime finds the same.
        return source is var (path, isFolder)
            ? Bind(mount.Target, path == "/" ? target : target + path, isFolder, mount.IsReadOnly)
            : $"'{mount.Source}', which is to be mounted at {mount.Target}, is not there";
    }

    private string? Prepare(SecretMount mount, string name)
    {
        string path = Path.Combine(Memory(), name);
        workspace.Space.Run(() =>
        {
            using RootFolder memory = RootFolder.Open(Memory());
            using Place place = memory.Find(name, followsLast: false)!;
            using (FileStream file = place.CreateFile())
                file.Write(mount.Content.Span);
            place.SetOwner(mount.Uid, mount.Gid);
            place.SetMode(mount.Mode);
        });
        return Bind(mount.Target, path, isFolder: false, isReadOnly: true);
    }

    private string? Prepare(SshMount mount, string name)
    {
        string path = Path.Combine(Memory(), name);
        try
        {
            _agents.Add(workspace.Space.Run(() => AgentForwarder.Start(Memory(), name, mount)));
        }
        catch (SocketException failure)
        {
            return $"the socket for {mount.Target} cannot be made: {failure.Message}";
        }

        return Bind(mount.Target, path, isFolder: false, isReadOnly: false);
    }

    /// <summary>A folder that is nowhere but in memory, and that nobody else sees.</summary>
    private string Memory()
    {
        string path = workspace.PathOf("memory");
        if (_hasMemory)
            return path;
        _hasMemory = true;
        Directory.CreateDirectory(path);
        workspace.Space.Run(() => UnixFailure.Check(
            Libc.Mount("tmpfs\0"u8, UnixPath.Terminated(new UnixPath(path).Bytes), "tmpfs\0"u8, Libc.MountNoSetuid | Libc.MountNoDevices | Libc.MountNoExecute, "mode=0755\0"u8),
            "mount memory at",
            path));
        return path;
    }

    private string? Bind(string target, string source, bool isFolder, bool isReadOnly) =>
        targets.TryMake(target, isFolder) ? Add(RuntimeConfiguration.Bind.Of(target, source, isReadOnly)) : InTheWay(target);

    private string? Add(RuntimeConfiguration.Bind bind)
    {
        _binds.Add(bind);
        return null;
    }

    private static string InTheWay(string target) => $"nothing can be mounted at {target}: a file is where a folder should be, or the other way round";

    private static string HostsOf(ContainerRun run)
    {
        var text = new StringBuilder();
        text.Append("127.0.0.1\tlocalhost ").Append(run.Hostname).Append("\n::1\tlocalhost ip6-localhost ip6-loopback\n");
        foreach ((string name, string address) in run.ExtraHosts)
            text.Append(address).Append('\t').Append(name).Append('\n');
        return text.ToString();
    }

    /// <summary>The machine's servers of names. Those of a stub on this machine do, since the network is the same.</summary>
    private static string NameServersOf(ContainerNetwork network)
    {
        if (network == ContainerNetwork.None)
            return "";
        foreach (string path in (ReadOnlySpan<string>)[NameServers, ResolvedServers])
        {
            if (File.Exists(path))
                return File.ReadAllText(path);
        }

        return "";
    }
}
