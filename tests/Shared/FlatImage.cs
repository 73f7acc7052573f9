using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;

namespace DockerLint.Tests;

/// <summary>The files of an image as its layers make them, read by another reader of archives than our own.</summary>
internal sealed class FlatImage
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Lays layers over each other.</summary>
    public static FlatImage Of(ContentStore store, IEnumerable<Descriptor> layers)
    {
        var image = new FlatImage();
        foreach (Descriptor layer in layers)
        {
            using FileStream blob = store.Open(layer.Digest);
            using var archive = new GZipStream(blob, CompressionMode.Decompress);
            image.Apply(archive);
        }

        return image;
    }

    /// <summary>Lays layers that are not compressed over each other.</summary>
    public static FlatImage Of(IEnumerable<Stream> layers)
    {
        var image = new FlatImage();
        foreach (Stream layer in layers)
            image.Apply(layer);
        return image;
    }

    /// <summary>What is at a path, as a text.</summary>
    public IEnumerable<(string Path, string Text)> Files => _entries.Select(static entry => (entry.Key, entry.Value.Text));

    /// <summary>What differs from another image, as the cases tell it.</summary>
    /// <param name="other">The other.</param>
    /// <param name="busybox">A file whose size and hash differ from machine to machine.</param>
    public (JsonObject Changed, JsonArray Removed) Over(FlatImage other, byte[] busybox)
    {
        string busyboxHash = Hash(busybox);
        var changed = new JsonObject();
        ILookup<Entry, string> names = _entries.Where(static entry => entry.Value.Type == "f").ToLookup<KeyValuePair<string, Entry>, Entry, string>(static entry => entry.Value, static entry => entry.Key, ReferenceEqualityComparer.Instance);
        foreach ((string path, Entry entry) in _entries.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            if (other._entries.TryGetValue(path, out Entry? before) && before.Text == entry.Text)
                continue;
            var json = new JsonObject { ["type"] = entry.Type, ["mode"] = entry.Mode, ["uid"] = entry.Uid, ["gid"] = entry.Gid };
            if (entry.Type == "f")
            {
                bool isBusybox = entry.Hash == busyboxHash;
                json["size"] = isBusybox ? "busybox" : entry.Size;
                json["sha"] = isBusybox ? "busybox" : entry.Hash;
                if (names[entry].Count() > 1)
                    json["hardlinks"] = new JsonArray([.. names[entry].Order(StringComparer.Ordinal).Select(static name => (JsonNode)name)]);
            }

            if (entry.Type == "l")
                json["link"] = entry.Link;
            if (entry.Device is (int major, int minor))
                json["dev"] = new JsonArray(major, minor);
            changed[path] = json;
        }

        return (changed, new JsonArray([.. other._entries.Keys.Where(path => !_entries.ContainsKey(path)).Order(StringComparer.Ordinal).Select(static path => (JsonNode)path)]));
    }

    private void Apply(Stream archive)
    {
        using var reader = new TarReader(archive);
        var own = new HashSet<string>(StringComparer.Ordinal);
        while (reader.GetNextEntry() is { } entry)
        {
            string path = "/" + string.Join('/', entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != "."));
            string name = path[(path.LastIndexOf('/') + 1)..];
            string folder = path[..path.LastIndexOf('/')];
            if (name == ".wh..wh..opq")
            {
                Remove(folder, own, withItself: false);
                continue;
            }

            if (name.StartsWith(".wh.", StringComparison.Ordinal))
            {
                Remove($"{folder}/{name[4..]}", own, withItself: true);
                continue;
            }

            if (path == "/")
                continue;
            if (entry.EntryType != TarEntryType.Directory || !_entries.TryGetValue(path, out Entry? present) || present.Type != "d")
                Remove(path, own, withItself: true);
            own.Add(path);
            _entries[path] = entry.EntryType == TarEntryType.HardLink
                ? _entries["/" + string.Join('/', entry.LinkName.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != "."))]
                : Entry.Of(entry);
        }
    }

    private void Remove(string path, HashSet<string> own, bool withItself)
    {
        foreach (string known in _entries.Keys.Where(known => known.StartsWith(path + "/", StringComparison.Ordinal) || (withItself && known == path)).ToArray())
        {
            if (!own.Contains(known))
                _entries.Remove(known);
        }
    }

    private static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant()[..16];

    private sealed class Entry
    {
        public required string Type { get; init; }

        public required string Mode { get; init; }

        public required int Uid { get; init; }

        public required int Gid { get; init; }

        public long Size { get; init; }

        public string? Hash { get; init; }

        public string? Link { get; init; }

        public (int Major, int Minor)? Device { get; init; }

        public string Text => $"{Type} {Mode} {Uid} {Gid} {Size} {Hash} {Link} {Device}";

        public static Entry Of(TarEntry entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            string type = entry.EntryType switch
            {
                TarEntryType.Directory => "d",
                TarEntryType.SymbolicLink => "l",
                TarEntryType.CharacterDevice => "c",
                TarEntryType.BlockDevice => "b",
                TarEntryType.Fifo => "p",
                _ => "f",
            };
            return new Entry
            {
                Type = type,
                Mode = type == "l" ? "-" : "0o" + Convert.ToString((int)entry.Mode, 8),
                Uid = entry.Uid,
                Gid = entry.Gid,
                Size = type == "f" ? content.Length : 0,
                Hash = type == "f" ? FlatImage.Hash(content.ToArray()) : null,
                Link = type == "l" ? entry.LinkName : null,
                Device = type is "c" or "b" && entry is PosixTarEntry posix ? (posix.DeviceMajor, posix.DeviceMinor) : null,
            };
        }
    }
}
