using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Tests.Engines;

/// <summary>
/// A store, a real registry with the base image of the cases (shared data, README.md), and a server of files. The addresses
/// of the cases are replaced by those of these two.
/// </summary>
public sealed class BuildPlace : IAsyncLifetime
{
    private const string Registry = "127.0.0.1:5000";
    private const string Files = "127.0.0.1:8123";

    private RealRegistry? _registry;
    private FileServer? _files;

    internal TemporaryFolder Folder { get; } = new();

    internal string Base => $"{_registry!.Host}/library/busybox:latest";

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _files = new FileServer(SharedData.PathOf("cases/build/04/remote"));
        await PushBaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _files!.Dispose();
        await _registry!.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>A text of a case with the addresses of this place.</summary>
    internal string WithPorts(string text) => text
        .Replace(Registry, _registry!.Host, StringComparison.Ordinal)
        .Replace(Files, _files!.Host, StringComparison.Ordinal);

    private async Task PushBaseAsync()
    {
        string folder = Folder.PathOf("base");
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        string archive = Path.Combine(folder, "base.tar");
        File.Copy(SharedData.PathOf("cases/build/base-without-busybox.tar"), archive);
        File.Copy(Machine.Busybox, Path.Combine(folder, "bin", "busybox"));
        Machine.Run("chmod", "755", Path.Combine(folder, "bin", "busybox"));
        Machine.Run("tar", "-C", folder, "--owner=0", "--group=0", "--mtime=@0", "-rf", archive, "./bin/busybox");
        var store = new ContentStore(Folder.PathOf("base-store"));
        using StoreLease lease = store.Lease();
        Layer layer = LayerWriter.Write(lease, Compression.Gzip, stream =>
        {
            using FileStream tar = File.OpenRead(archive);
            tar.CopyTo(stream);
        });
        string config = SharedData.Text("cases/build/base-config.json").TrimEnd()[..^1]
            + $$$""","rootfs":{"type":"layers","diff_ids":["{{{layer.DiffId}}}"]}}""";
        Descriptor configBlob = Write(lease, MediaTypes.OciConfig, Encoding.UTF8.GetBytes(config));
        var manifest = new ImageManifest(configBlob, [new Descriptor(layer.MediaType, layer.Digest, layer.Size)]);
        Descriptor root = Write(lease, MediaTypes.OciManifest, manifest.Write());
        using var client = new RegistryClient(new RegistryOptions());
        await new ImageTransfer(client, lease).PushAsync(root, ImageReference.Parse(Base).Reference!, [], CancellationToken.None);
    }

    private static Descriptor Write(StoreLease lease, string mediaType, byte[] content)
    {
        using BlobWriter writer = lease.Write();
        writer.Write(content);
        return new Descriptor(mediaType, writer.Commit(), content.Length);
    }
}
