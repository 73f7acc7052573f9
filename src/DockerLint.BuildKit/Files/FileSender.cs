using System.Collections.Concurrent;
using System.Threading.Channels;
using DockerLint.BuildKit.Protocol;
using DockerLint.BuildKit.Session;
using Google.Protobuf;

namespace DockerLint.BuildKit.Files;

/// <summary>Sends the files of a tree: first what there is, then the content of those that the other side lacks.</summary>
/// <param name="call">Where to.</param>
/// <param name="tree">The tree.</param>
/// <param name="filter">Which of it.</param>
internal sealed class FileSender(GrpcCall call, IFileTree tree, TreeFilter filter)
{
    private const int PieceSize = 1 << 15;
    private const int Senders = 4;

    private readonly ConcurrentDictionary<uint, TreeEntry> _files = [];
    private readonly Channel<(uint Id, TreeEntry File)> _wanted = Channel.CreateUnbounded<(uint, TreeEntry)>();

    /// <summary>Sends them.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task RunAsync()
    {
        var tasks = new List<Task> { Task.Run(WalkAsync), AnswerAsync() };
        for (int index = 0; index < Senders; index++)
            tasks.Add(Task.Run(SendAsync));
        Task all = Task.WhenAll(tasks);
        try
        {
            for (List<Task> rest = [.. tasks]; rest.Count > 0;)
            {
                Task done = await Task.WhenAny(rest).ConfigureAwait(false);
                rest.Remove(done);
                await done.ConfigureAwait(false);
            }
        }
        finally
        {
            call.Cancel();
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>An entry as the protocol has it.</summary>
    internal static Stat StatOf(TreeEntry entry, string? firstName)
    {
        var stat = new Stat
        {
            Path = entry.Path,
            Mode = entry.Mode,
            Size = entry.Size,
            ModTime = entry.Modified,
            Linkname = firstName ?? entry.Link,
            Devmajor = entry.Major,
            Devminor = entry.Minor,
        };
        foreach (Build.Layers.FileAttribute attribute in entry.Attributes)
            stat.Xattrs[attribute.Name] = ByteString.CopyFrom(attribute.Value.Span);
        return stat;
    }

    private async Task WalkAsync()
    {
        uint id = 0;
        var names = new Dictionary<(ulong, ulong), string>();
        foreach (TreeEntry entry in TreeWalk.Of(tree, filter))
        {
            string? firstName = entry.Identity is { } identity && !names.TryAdd(identity, entry.Path) ? names[identity] : null;
            if (GoMode.IsFile(entry.Mode))
                _files[id] = entry;
            id++;
            await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Stat, Stat = StatOf(entry, firstName) }).ConfigureAwait(false);
        }

        await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Stat }).ConfigureAwait(false);
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (await call.ReadAsync(Packet.Parser).ConfigureAwait(false) is { } packet)
            {
                switch (packet.Type)
                {
                    case Packet.Types.PacketType.Req when _files.TryRemove(packet.Id, out TreeEntry? file):
                        _wanted.Writer.TryWrite((packet.Id, file));
                        break;
                    case Packet.Types.PacketType.Req:
                        throw new IOException($"the daemon asks for the file {packet.Id}, which it was not told of");
                    case Packet.Types.PacketType.Err:
                        throw new IOException($"the daemon cannot take the files: {packet.Data.ToStringUtf8()}");
                    case Packet.Types.PacketType.Fin:
                        await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Fin }).ConfigureAwait(false);
                        return;
                }
            }
        }
        finally
        {
            _wanted.Writer.TryComplete();
        }
    }

    private async Task SendAsync()
    {
        byte[] buffer = new byte[PieceSize];
        await foreach ((uint id, TreeEntry file) in _wanted.Reader.ReadAllAsync(call.Cancellation).ConfigureAwait(false))
        {
            if (file.Size > 0)
            {
                await using Stream content = tree.Open(file.Path);
                while (await content.ReadAsync(buffer, call.Cancellation).ConfigureAwait(false) is > 0 and var count)
                {
                    ByteString piece = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, count));
                    await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Data, Id = id, Data = piece }).ConfigureAwait(false);
                }
            }

            await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Data, Id = id }).ConfigureAwait(false);
        }
    }
}
