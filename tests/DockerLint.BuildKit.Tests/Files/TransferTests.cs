using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.BuildKit.Files;
using DockerLint.BuildKit.Protocol;
using DockerLint.BuildKit.Session;
using DockerLint.BuildKit.Session.Http2;
using DockerLint.BuildKit.Tests.Session;
using Grpc.Core;

namespace DockerLint.BuildKit.Tests.Files;

/// <summary>What sends files and what takes them, over a connection of their own.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly TemporaryFolder _source = new();
    private readonly TemporaryFolder _target = new();

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    [Fact]
    public async Task Files_arrive_as_they_are()
    {
        _source.With("a/b/file", "text").With("empty", "").With("large", new string('x', 1_000_000)).With("program", "#!/bin/sh\n");
        using (var root = RootFolder.Open(_source.Path))
        using (Place program = root.Find("program")!)
            program.SetMode(0x9E8);
        File.CreateSymbolicLink(_source.PathOf("a", "link"), "b/file");
        File.SetLastWriteTimeUtc(_source.PathOf("a"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        await SendAsync();

        Assert.Equal(Listing(_source), Listing(_target));
    }

    [Fact]
    public async Task Names_of_one_file_stay_names_of_one_file()
    {
        _source.With("a/first", "text");
        using (var root = RootFolder.Open(_source.Path))
        using (Place first = root.Find("a/first")!)
        using (Place second = root.Find("b")!)
            second.LinkTo(first);

        await SendAsync();

        using var target = RootFolder.Open(_target.Path);
        using Place one = target.Find("a/first")!;
        using Place other = target.Find("b")!;
        Assert.Equal(one.Status!.Value.Inode, other.Status!.Value.Inode);
    }

    [Fact]
    public async Task What_is_there_is_replaced_or_stays()
    {
        _source.With("file", "new").With("folder/new", "new").With("now-file", "new");
        _target.With("file", "old").With("folder/old", "old").With("now-file/old", "old");

        await SendAsync();

        Assert.Equal(["file", "folder", "folder/new", "folder/old", "now-file"], Listing(_target).Select(static line => line.Split(' ')[0]));
        Assert.Equal("new", _target.Read("file"));
    }

    [Fact]
    public async Task Many_files_arrive()
    {
        for (int index = 0; index < 2000; index++)
            _source.With($"{index % 7}/{index}", $"{index}");

        await SendAsync();

        Assert.Equal(Listing(_source), Listing(_target));
    }

    [Theory]
    [InlineData("../out", 0u, "no name of a file")]
    [InlineData("a/../../out", 0u, "no name of a file")]
    [InlineData("/out", 0u, "no name of a file")]
    [InlineData("link/out", 0u, "whose folder is none")]
    [InlineData("none/out", 0u, "whose folder is none")]
    [InlineData("link", GoMode.Folder, null)]
    public async Task Nothing_is_written_outside_of_the_folder(string path, uint mode, string? error)
    {
        Directory.CreateDirectory(_target.PathOf("in"));
        Directory.CreateDirectory(_target.PathOf("elsewhere"));
        File.CreateSymbolicLink(_target.PathOf("in", "link"), "../elsewhere");

        Status status = await AskAsync(
            new FileReceiverOf(_target.PathOf("in")).ReceiveAsync,
            async call =>
            {
                await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Stat, Stat = new Stat { Path = path, Mode = mode | 0x1ED } });
                await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Stat });
                while (await call.ReadAsync(Packet.Parser) is { } packet)
                {
                    if (packet.Type == Packet.Types.PacketType.Fin)
                        await call.WriteAsync(packet);
                }
            });

        Assert.Contains(error ?? "", status.Detail ?? "", StringComparison.Ordinal);
        Assert.Equal(error is null, status.StatusCode == StatusCode.OK);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_target.PathOf("elsewhere")));
        Assert.False(File.Exists(_target.PathOf("out")));
    }

    [Fact]
    public async Task A_file_that_vanishes_fails_the_transfer()
    {
        _source.With("file", "text");

        Status status = await AskAsync(
            call => SendFromAsync(call, path => File.Delete(_source.PathOf(path))),
            async call =>
            {
                while (await call.ReadAsync(Packet.Parser) is { } packet)
                {
                    if (packet.Stat is not null)
                        await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Req });
                }
            });

        Assert.Equal(StatusCode.Unknown, status.StatusCode);
        Assert.Contains("'file' is gone", status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_no_UTF8_fails_the_transfer()
    {
        using (var root = RootFolder.Open(_source.Path))
        using (Place place = root.Find(new UnixPath([(byte)'a', 0xFF]))!)
            place.CreateFile().Dispose();

        Status status = await AskAsync(call => SendFromAsync(call), static async call => _ = await call.ReadAsync(Packet.Parser));

        Assert.Contains("is no UTF-8", status.Detail, StringComparison.Ordinal);
    }

    private Task<Status> SendAsync() => AskAsync(call => SendFromAsync(call), call => new FileReceiver(call, _target.Path).RunAsync());

    private async Task<Status> SendFromAsync(GrpcCall call, Action<string>? opening = null)
    {
        using IFileTree tree = new Watched(new LinuxTree(RootFolder.Open(_source.Path)), opening);
        await new FileSender(call, tree, new TreeFilter(null, [], [])).RunAsync();
        return Status.DefaultSuccess;
    }

    /// <summary>Has one side served while the other side calls it.</summary>
    private static async Task<Status> AskAsync(GrpcMethod serve, Func<GrpcCall, Task> ask)
    {
        var served = new TaskCompletionSource<Status>();
        ImmutableDictionary<string, GrpcMethod> methods = ImmutableDictionary<string, GrpcMethod>.Empty.Add("/it", serve);
        using StreamPair pair = await StreamPair.OpenAsync();
        using var server = new Connection(pair.Here, async stream => served.SetResult(await GrpcCall.ServeAsync(stream, methods)));
        using var client = new Connection(pair.There, serve: null);
        using var end = new CancellationTokenSource();
        using ConnectionStream asked = client.Ask(end.Token, new Header(":path", "/it"));
        using var call = new GrpcCall(asked, isOurs: true);
        Task[] running = [server.RunAsync(end.Token), client.RunAsync(end.Token)];
        await ask(call);
        Status status = await served.Task;
        await end.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return status;
    }

    private static List<string> Listing(TemporaryFolder folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
        {
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            string content = info is FileInfo { LinkTarget: null } ? File.ReadAllText(path) : info.LinkTarget ?? "";
            string time = info.LinkTarget is null ? $"{info.LastWriteTimeUtc:O}" : "";
            return $"{Path.GetRelativePath(folder.Path, path)} {info.UnixFileMode} {time} {content}";
        }),
    ];

    private sealed class FileReceiverOf(string folder)
    {
        public async Task<Status> ReceiveAsync(GrpcCall call)
        {
            await new FileReceiver(call, folder).RunAsync();
            return Status.DefaultSuccess;
        }
    }

    private sealed class Watched(IFileTree tree, Action<string>? opening) : IFileTree
    {
        public TreeEntry? Find(string path) => tree.Find(path);

        public IEnumerable<TreeEntry> Children(string folder) => tree.Children(folder);

        public Stream Open(string path)
        {
            opening?.Invoke(path);
            return tree.Open(path);
        }

        public void Dispose() => tree.Dispose();
    }
}
