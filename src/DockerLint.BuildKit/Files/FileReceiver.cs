using DockerLint.BuildKit.Protocol;
using DockerLint.BuildKit.Session;
using Google.Protobuf;

namespace DockerLint.BuildKit.Files;

/// <summary>Takes files into a folder; what is there and is not replaced stays. They belong to whoever builds.</summary>
/// <param name="call">Who sends them.</param>
/// <param name="folder">The folder.</param>
internal sealed class FileReceiver(GrpcCall call, string folder)
{
    private readonly FileTarget _target = new(folder);
    private readonly Dictionary<uint, (Stat File, Stream Content)> _open = [];
    private readonly Queue<(uint Id, Stat File)> _waiting = [];
    private readonly List<Stat> _links = [];
    private readonly List<Stat> _folders = [];

    // As many files are asked for at once; the others wait, since each is open while it comes.
    private const int MostOpen = 64;

    /// <summary>Takes them.</summary>
    /// <exception cref="IOException">Something is in the way, or the daemon names a file outside of the folder.</exception>
    public async Task RunAsync()
    {
        uint id = 0;
        bool isKnown = false;
        try
        {
            while (await call.ReadAsync(Packet.Parser).ConfigureAwait(false) is { } packet)
            {
                switch (packet.Type)
                {
                    case Packet.Types.PacketType.Stat when packet.Stat is null:
                        isKnown = true;
                        break;
                    case Packet.Types.PacketType.Stat:
                        Take(id++, packet.Stat);
                        break;
                    case Packet.Types.PacketType.Data:
                        await WriteAsync(packet.Id, packet.Data).ConfigureAwait(false);
                        break;
                    case Packet.Types.PacketType.Err:
                        throw new IOException($"the daemon cannot send the files: {packet.Data.ToStringUtf8()}");
                    case Packet.Types.PacketType.Fin:
                        return;
                }

                while (_open.Count < MostOpen && _waiting.TryDequeue(out (uint Id, Stat File) next))
                {
                    _open[next.Id] = (next.File, _target.Create(next.File.Path));
                    await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Req, Id = next.Id }).ConfigureAwait(false);
                }

                if (isKnown && _open.Count == 0)
                {
                    isKnown = false;
                    Complete();
                    await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Fin }).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            foreach ((_, Stream content) in _open.Values)
                await content.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Take(uint id, Stat file)
    {
        if ((file.Mode & GoMode.Folder) != 0)
        {
            _target.MakeFolder(file.Path);
            _folders.Add(file);
        }
        else if ((file.Mode & GoMode.SymbolicLink) != 0)
        {
            _target.MakeLink(file.Path, file.Linkname);
        }
        else if (file.Linkname.Length > 0)
        {
            _links.Add(file);
        }
        else if (GoMode.IsFile(file.Mode))
        {
            _waiting.Enqueue((id, file));
        }
    }

    private async Task WriteAsync(uint id, ByteString data)
    {
        if (!_open.TryGetValue(id, out (Stat File, Stream Content) open))
            throw new IOException($"the daemon sends the file {id}, which nobody asked for");
        if (!data.IsEmpty)
        {
            await open.Content.WriteAsync(data.Memory, call.Cancellation).ConfigureAwait(false);
            return;
        }

        await open.Content.DisposeAsync().ConfigureAwait(false);
        _open.Remove(id);
        _target.Finish(open.File);
    }

    /// <summary>Does what only can be done when the content of all files is there.</summary>
    private void Complete()
    {
        foreach (Stat link in _links)
            _target.Repeat(link.Linkname, link);
        // What comes into a folder changes its time, and its rights may forbid that anything comes.
        foreach (Stat made in Enumerable.Reverse(_folders))
            _target.Finish(made);
    }
}
