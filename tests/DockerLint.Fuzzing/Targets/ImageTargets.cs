using System.Formats.Tar;
using System.Text;
using DockerLint.Fuzzing.Engine;
using DockerLint.Oci.Model;
using TarEntry = System.Formats.Tar.TarEntry;
using TarWriter = System.Formats.Tar.TarWriter;

namespace DockerLint.Fuzzing.Targets;

/// <summary>What registries and other builders send.</summary>
internal static class ImageTargets
{
    private const int Block = 512;

    /// <summary>More content than any input holds: an entry that says that it has no end is not read to it.</summary>
    private const long MostContent = 1 << 22;

    private static readonly string[] s_documents =
    [
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":2},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":3,"annotations":{"a":"b"},"urls":["https://a/"]}],"annotations":{"c":"d"}}""",
        """{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha512:00","size":1,"platform":{"architecture":"arm","os":"linux","variant":"v7","os.version":"1","os.features":["a"]}}],"subject":{"mediaType":"a/b","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":0}}""",
        """{"created":"2024-02-03T04:05:06.123456789Z","author":"a","architecture":"amd64","os":"linux","config":{"User":"1","ExposedPorts":{"80/tcp":{}},"Env":["A=b"],"Entrypoint":["a"],"Cmd":["b"],"Volumes":{"/v":{}},"WorkingDir":"/w","Labels":{"l":"m"},"StopSignal":"SIGTERM","Healthcheck":{"Test":["CMD","x"],"Interval":1000000000,"Retries":3},"OnBuild":["RUN a"],"Shell":["/bin/sh"],"X":1},"rootfs":{"type":"layers","diff_ids":["sha256:0000000000000000000000000000000000000000000000000000000000000000"]},"history":[{"created":"2024-02-03T04:05:06Z","created_by":"x","empty_layer":true}],"other":{"a":[1,null]}}""",
    ];

    /// <summary>A document that can be read is read again from what is written of it.</summary>
    public static FuzzTarget Documents { get; } = new("documents", Words.Json, static () => s_documents.Select(Encoding.UTF8.GetBytes), static input =>
    {
        if (ManifestDocument.Read(input).Value is { } manifest)
        {
            byte[] written = manifest.Write();
            Assert.Equal(written, ManifestDocument.Read(written).Value?.Write());
        }

        if (ImageConfig.Read(input).Value is { } config)
        {
            byte[] written = config.Write();
            Assert.Equal(written, ImageConfig.Read(written).Value?.Write());
        }
    });

    /// <summary>An archive is read to its end, or to what is wrong in it.</summary>
    public static FuzzTarget Tar { get; } = new(
        "tar",
        ["ustar", "ustar  ", "\0", "path=", "size=", "linkpath=", "GNU.sparse.major=1\n", "GNU.sparse.minor=0\n", "GNU.sparse.map=0,5,3,4\n", "GNU.sparse.realsize=9\n", "GNU.sparse.name=", "SCHILY.xattr.a=", "mtime=1.5\n", "22 ", "0000644\0", "00000004000\0", "././@LongLink"],
        Archives,
        static input =>
        {
            // With a right checksum more of the reader is reached.
            byte[] archive = [.. input];
            for (int block = 0; block + Block <= archive.Length; block += Block)
            {
                if (archive.AsSpan(block + 257, 5).SequenceEqual("ustar"u8))
                    Sum(archive.AsSpan(block, Block));
            }

            var reader = new Build.Tar.TarReader(new MemoryStream(archive));
            byte[] buffer = new byte[4096];
            long rest = MostContent;
            while (reader.Next() is not null && rest > 0)
            {
                for (int read = reader.Read(buffer); read > 0 && rest > 0; read = reader.Read(buffer))
                    rest -= read;
            }
        });

    private static IEnumerable<byte[]> Archives()
    {
        foreach (TarEntryFormat format in (TarEntryFormat[])[TarEntryFormat.V7, TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu])
            yield return Archive(format, new string('n', format is TarEntryFormat.V7 or TarEntryFormat.Ustar ? 90 : 140));
        foreach (string[] sparse in (string[][])[["GNU.sparse.size=20", "GNU.sparse.map=0,5,13,4"], ["GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=s", "GNU.sparse.realsize=20"]])
        {
            var stream = new MemoryStream();
            using (var writer = new TarWriter(stream, leaveOpen: true))
            {
                var records = sparse.Select(static record => new KeyValuePair<string, string>(record.Split('=')[0], record.Split('=')[1]));
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "s", records) { DataStream = new MemoryStream(Encoding.ASCII.GetBytes("1\n0\n9\n".PadRight(Block, '\0') + "123456789")) });
            }

            yield return stream.ToArray();
        }
    }

    private static byte[] Archive(TarEntryFormat format, string name)
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            writer.WriteEntry(Entry(format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile, name, static entry => entry.DataStream = new MemoryStream(new byte[700])));
            writer.WriteEntry(Entry(TarEntryType.SymbolicLink, "s", static entry => entry.LinkName = "t"));
            writer.WriteEntry(Entry(TarEntryType.HardLink, "h", static entry => entry.LinkName = "s"));
            writer.WriteEntry(Entry(TarEntryType.Directory, "d/", static _ => { }));
        }

        return stream.ToArray();

        TarEntry Entry(TarEntryType type, string path, Action<TarEntry> change)
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(type, path),
                TarEntryFormat.Ustar => new UstarTarEntry(type, path),
                TarEntryFormat.Gnu => new GnuTarEntry(type, path),
                _ => new PaxTarEntry(type, path, [new("SCHILY.xattr.user.a", "b")]),
            };
            change(entry);
            entry.ModificationTime = DateTimeOffset.UnixEpoch;
            return entry;
        }
    }

    /// <summary>Writes the checksum of a header: the sum of its bytes, its own field taken as blanks.</summary>
    private static void Sum(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header)
            sum += value;
        Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(header[148..]);
    }
}
