using System.Net;
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

    private readonly HttpListener _files = new();
    private RealRegistry? _registry;
    private int _filePort;

    internal TemporaryFolder Folder { get; } = new();

    internal string Base => $"{_registry!.Host}/library/busybox:latest";

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        (_filePort, _) = Listen();
        _ = ServeAsync();
        await PushBaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _files.Close();
        await _registry!.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>A text of a case with the addresses of this place.</summary>
    internal string WithPorts(string text) => text
        .Replace(Registry, _registry!.Host, StringComparison.Ordinal)
        .Replace(Files, $"127.0.0.1:{_filePort}", StringComparison.Ordinal);

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

    private (int, HttpListener) Listen()
    {
        for (int port = 18123; ; port++)
        {
            try
            {
                _files.Prefixes.Clear();
                _files.Prefixes.Add($"http://127.0.0.1:{port}/");
                _files.Start();
                return (port, _files);
            }
            catch (HttpListenerException) when (port < 18200)
            {
                // Taken; the next one.
            }
        }
    }

    private async Task ServeAsync()
    {
        string folder = SharedData.PathOf("cases/build/04/remote");
        while (_files.IsListening)
        {
            HttpListenerContext request;
            try
            {
                request = await _files.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string path = Path.Combine(folder, Path.GetFileName(request.Request.Url!.AbsolutePath));
            if (File.Exists(path))
                await request.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(path));
            else
                request.Response.StatusCode = 404;
            request.Response.Close();
        }
    }
}
