using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Outputs;
using DockerLint.Build.Tests.Engines;
using DockerLint.References;

namespace DockerLint.Build.Tests.Peers;

/// <summary>A daemon, buildah and our own engine, each with the same two base images and the same build context.</summary>
public sealed class PeerPlace : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileServer _files;
    private RealDaemon? _daemon;

    public PeerPlace()
    {
        string context = Directory.CreateDirectory(Context).FullName;
        Machine.Run(Path.Combine(Repository.Peers, "context.sh"), context);
        _files = new FileServer(context);
    }

    private string Context => _folder.PathOf("context");

    public async ValueTask InitializeAsync()
    {
        _daemon = await RealDaemon.StartAsync();
        string root = Directory.CreateDirectory(_folder.PathOf("root")).FullName;
        Machine.Shell(root, $"""
            mkdir -p bin etc tmp proc sys dev root home/app usr/bin
            cp {Machine.Busybox} bin/busybox
            for name in $(bin/busybox --list); do [ $name = busybox ] || ln -s busybox bin/$name; done
            chmod 755 bin/busybox; chmod 1777 tmp; chmod 700 root; chown 1000:1001 home/app
            printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001:app:/home/app:/bin/sh\n' > etc/passwd
            printf 'root:x:0:\nusers:x:100:app\napp:x:1001:\n' > etc/group
            touch etc/hosts etc/hostname etc/resolv.conf
            tar -cf ../root.tar .
            """);
        await AddBaseAsync("base", "FROM scratch\nADD root.tar /\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nCMD [\"/bin/sh\"]\n", _folder.PathOf("root.tar"));
        await AddBaseAsync("base-onbuild", "FROM base\nONBUILD COPY a.txt /triggered\nONBUILD RUN echo later\nONBUILD ENV TRIGGERED=yes\n", null);
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await _daemon!.DisposeAsync();
        // Its overlays are mounted there.
        Machine.Shell("/", $"sort -r /proc/self/mounts | cut -d ' ' -f 2 | grep -F '{_folder.Path}/' | xargs -r umount -l");
        _folder.Dispose();
    }

    /// <summary>Builds a Dockerfile with a peer and with us.</summary>
    /// <returns>What each made of it; of the peer a part <see cref="Refused"/> alone where it makes nothing.</returns>
    internal async Task<(SortedDictionary<string, string> Theirs, SortedDictionary<string, string> Ours)> BuildAsync(string peer, string name)
    {
        // Each its own caches, as the case has an own name for them.
        string text = (await File.ReadAllTextAsync(Path.Combine(Repository.Peers, name + ".Dockerfile")))
            .Replace("FILES", _files.Host, StringComparison.Ordinal).Replace("PEERS", Guid.NewGuid().ToString("N"), StringComparison.Ordinal);
        string[] arguments = text.StartsWith(Arguments, StringComparison.Ordinal) ? text[Arguments.Length..text.IndexOf('\n', StringComparison.Ordinal)].Split(' ') : [];
        string file = _folder.PathOf("Dockerfile");
        await File.WriteAllTextAsync(file, text);
        string? theirs = peer == "buildah" ? Buildah(file, arguments) : Docker(file, arguments);
        string ours = _folder.PathOf("ours.tar");
        using (BuildCase build = Ours(text, arguments))
            await ExportAsync(build, "app", ours);
        return (theirs is null ? new() { [Refused] = "it builds nothing" } : PeerImage.Describe(theirs), PeerImage.Describe(ours));
    }

    /// <summary>What an image is of that was not made.</summary>
    internal const string Refused = "refused";

    private const string Arguments = "# args: ";

    private string? Docker(string file, string[] arguments)
    {
        string archive = _folder.PathOf("docker.tar");
        _daemon!.Call(Context, ["build", "--progress", "plain", "--network", "host", "-t", "app", "-f", file, .. arguments, "."]);
        _daemon.Call("save", "-o", archive, "app");
        return archive;
    }

    private string? Buildah(string file, string[] arguments)
    {
        string archive = _folder.PathOf("buildah.tar");
        File.Delete(archive);
        string quoted = string.Join(' ', arguments.Select(static argument => $"'{argument}'"));
        (int exitCode, _, _) = Machine.Try("/bin/sh", "-ec", $"cd '{Context}'; {BuildahProgram} bud --format docker --isolation oci --runtime runc --layers=false --pull-never -t app -f '{file}' {quoted} .");
        if (exitCode != 0)
            return null;
        Machine.Shell("/", $"{BuildahProgram} push app docker-archive:'{archive}'");
        return archive;
    }

    private string BuildahProgram => $"buildah --root '{_folder.PathOf("buildah")}' --runroot '{_folder.PathOf("buildah-run")}' --storage-driver overlay";

    private BuildCase Ours(string text, string[] arguments)
    {
        var build = new BuildCase(_folder, text)
        {
            Arguments = Values(arguments, "--build-arg").Select(static pair => pair.Split('=', 2)).ToImmutableDictionary(static pair => pair[0], static pair => pair[1]),
            Target = Values(arguments, "--target").SingleOrDefault(),
            Secrets = BuildCase.HiddenSecret,
        };
        Machine.Shell(Context, $"cp -a . '{build.Context.Path}'");
        return build;
    }

    private static IEnumerable<string> Values(string[] arguments, string option) =>
        Enumerable.Range(0, arguments.Length - (arguments.Length > 0 ? 1 : 0)).Where(index => arguments[index] == option).Select(index => arguments[index + 1]);

    /// <summary>Makes an image and gives it to all of us.</summary>
    private async Task AddBaseAsync(string name, string text, string? file)
    {
        string archive = _folder.PathOf($"{name}.tar");
        using (BuildCase build = new(_folder, text))
        {
            if (file is not null)
                File.Copy(file, build.Context.PathOf(Path.GetFileName(file)));
            await ExportAsync(build, name, archive);
        }

        _daemon!.Call("load", "-q", "-i", archive);
        Machine.Shell("/", $"{BuildahProgram} pull -q docker-archive:'{archive}'");
    }

    private static async Task ExportAsync(BuildCase build, string name, string archive)
    {
        (BuiltImage? image, int? line, string? reason) = await build.BuildAsync();
        Assert.True(image is not null, $"line {line}: {reason}\n{string.Join('\n', build.Output)}");
        ImageReference reference = ImageReference.Parse($"{name}:latest").Reference!;
        build.Store.Name(reference, image.Manifest.Digest, image.Manifest.MediaType);
        using FileStream target = File.Create(archive);
        ImageArchive.Write(target, build.Store, image.Manifest, [reference], isDocker: true);
    }
}
