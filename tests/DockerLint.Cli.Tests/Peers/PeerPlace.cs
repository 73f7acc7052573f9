using DockerLint.Cli.Tests.Images;

namespace DockerLint.Cli.Tests.Peers;

/// <summary>Two daemons, buildah and this program, all with the same two base images in a registry, and the same build context.</summary>
public sealed class PeerPlace : IAsyncLifetime
{
    /// <summary>What an image is of that was not made.</summary>
    internal const string Refused = "refused";

    private const string Arguments = "# args: ";

    private readonly ImagePlace _place = new();
    private readonly FileServer _files;
    private RealRegistry? _registry;
    private RealDaemon? _daemon;

    public PeerPlace()
    {
        string context = Directory.CreateDirectory(Context).FullName;
        Machine.Run(Path.Combine(Fixtures, "context.sh"), context);
        _files = new FileServer(context);
    }

    /// <summary>The Dockerfiles, and what is known to differ.</summary>
    internal static string Fixtures => Path.Combine(Repository.Root, "tests", "fixtures", "peers");

    private string Context => _place.Folder.PathOf("context");

    private string BuildahProgram =>
        $"buildah --root '{_place.Folder.PathOf("buildah")}' --runroot '{_place.Folder.PathOf("buildah-run")}' --storage-driver overlay";

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _daemon = await RealDaemon.StartAsync();
        string root = Directory.CreateDirectory(_place.Folder.PathOf("root")).FullName;
        Machine.Shell(root, $"""
            mkdir -p bin etc tmp proc sys dev root home/app usr/bin
            cp {Machine.Busybox} bin/busybox
            for name in $(bin/busybox --list); do [ $name = busybox ] || ln -s busybox bin/$name; done
            chmod 755 bin/busybox; chmod 1777 tmp; chmod 700 root; chown 1000:1001 home/app
            printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001:app:/home/app:/bin/sh\n' > etc/passwd
            printf 'root:x:0:\nusers:x:100:app\napp:x:1001:\n' > etc/group
            touch etc/hosts etc/hostname etc/resolv.conf
            """);
        Build("FROM scratch\nCOPY . /\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nCMD [\"/bin/sh\"]\n", root, "--push", "-t", $"{_registry.Host}/base");
        Build($"FROM {_registry.Host}/base\nONBUILD COPY a.txt /triggered\nONBUILD RUN echo later\nONBUILD ENV TRIGGERED=yes\n", root, "--push", "-t", $"{_registry.Host}/base-onbuild");
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await _daemon!.DisposeAsync();
        await _registry!.DisposeAsync();
        // buildah's overlays are mounted there.
        Machine.Shell("/", $"sort -r /proc/self/mounts | cut -d ' ' -f 2 | grep -F '{_place.Folder.Path}/' | xargs -r umount -l");
        _place.Dispose();
    }

    /// <summary>Builds a Dockerfile with somebody and with this program.</summary>
    /// <returns>What each made of it; of the other a part <see cref="Refused"/> alone where it makes nothing.</returns>
    internal async Task<(SortedDictionary<string, string> Theirs, SortedDictionary<string, string> Ours)> BuildAsync(string peer, string name)
    {
        // Each its own caches, as the case has an own name for them.
        string text = (await File.ReadAllTextAsync(Path.Combine(Fixtures, name + ".Dockerfile")))
            .Replace("REGISTRY", _registry!.Host, StringComparison.Ordinal)
            .Replace("FILES", _files.Host, StringComparison.Ordinal)
            .Replace("src=secret.txt", $"src={Context}/secret.txt", StringComparison.Ordinal)
            .Replace("PEERS", Guid.NewGuid().ToString("N"), StringComparison.Ordinal);
        string[] arguments = text.StartsWith(Arguments, StringComparison.Ordinal) ? text[Arguments.Length..text.IndexOf('\n', StringComparison.Ordinal)].Split(' ') : [];
        string ours = _place.Folder.PathOf("ours.tar");
        Build(text, Context, [.. arguments, "-t", "app:1", "-o", $"type=docker,dest={ours}"]);
        string file = _place.Folder.PathOf("Dockerfile");
        string? theirs = peer switch
        {
            "buildah" => Buildah(file, arguments),
            "daemon" => Daemon(text, arguments),
            _ => Docker(file, arguments),
        };
        return (theirs is null ? new() { [Refused] = "it builds nothing" } : PeerImage.Describe(theirs), PeerImage.Describe(ours));
    }

    /// <summary>This program.</summary>
    private void Build(string text, string context, params string[] arguments)
    {
        File.WriteAllText(_place.Folder.PathOf("Dockerfile"), text);
        Run run = Run.Here(
            "", [.. _place.Variables, ("DOCKER_HOST", _daemon!.Address)],
            ["build", "--no-config", "--profile", "none", "-q", "-f", _place.Folder.PathOf("Dockerfile"), .. arguments, context]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>This program, which has the daemon build.</summary>
    private string? Daemon(string text, string[] arguments)
    {
        Build(text, Context, ["--engine", "buildkit", "--addr", "docker://", "--network", "host", .. arguments, "-t", "app:1"]);
        return Saved();
    }

    private string? Docker(string file, string[] arguments)
    {
        _daemon!.Call(Context, ["build", "--progress", "plain", "--network", "host", "-t", "app:1", "-f", file, .. arguments, "."]);
        return Saved();
    }

    private string? Saved()
    {
        string archive = _place.Folder.PathOf("docker.tar");
        _daemon!.Call("save", "-o", archive, "app:1");
        return archive;
    }

    private string? Buildah(string file, string[] arguments)
    {
        string archive = _place.Folder.PathOf("buildah.tar");
        File.Delete(archive);
        string quoted = string.Join(' ', arguments.Select(static argument => $"'{argument}'"));
        (int exitCode, _, _) = Machine.Try("/bin/sh", "-ec", $"cd '{Context}'; {BuildahProgram} bud --format docker --isolation oci --runtime runc --layers=false --tls-verify=false -t app -f '{file}' {quoted} .");
        if (exitCode != 0)
            return null;
        Machine.Shell("/", $"{BuildahProgram} push app docker-archive:'{archive}'");
        return archive;
    }
}
