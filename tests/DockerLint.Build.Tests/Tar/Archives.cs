using System.Text;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Tests.Tar;

/// <summary>Makes archives and reads them.</summary>
internal static class Archives
{
    public static byte[] Of(params (TarEntry Entry, string Content)[] entries)
    {
        using var archive = new MemoryStream();
        var writer = new TarWriter(archive);
        foreach ((TarEntry entry, string content) in entries)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(content);
            writer.Write(entry.Kind == TarKind.File ? entry with { Size = bytes.Length } : entry, new MemoryStream(bytes));
        }

        writer.Complete();
        return archive.ToArray();
    }

    public static byte[] Of(params TarEntry[] entries) => Of([.. entries.Select(static entry => (entry, ""))]);

    public static TarEntry File(string name) => new() { Name = name, Kind = TarKind.File };

    public static TarEntry Folder(string name) => new() { Name = name, Kind = TarKind.Folder, Mode = 0x1ED };

    public static TarEntry SymbolicLink(string name, string target) => new() { Name = name, Kind = TarKind.SymbolicLink, Link = target, Mode = 0x1FF };

    public static TarEntry HardLink(string name, string target) => new() { Name = name, Kind = TarKind.HardLink, Link = target };

    public static (List<(TarEntry Entry, byte[] Content)> Entries, TarError? Error) Read(byte[] archive) => Read(new MemoryStream(archive));

    public static (List<(TarEntry Entry, byte[] Content)> Entries, TarError? Error) Read(Stream archive)
    {
        var reader = new TarReader(archive);
        var entries = new List<(TarEntry, byte[])>();
        while (reader.Next() is { } entry)
            entries.Add((entry, Content(reader)));
        return (entries, reader.Error);
    }

    private static byte[] Content(TarReader reader)
    {
        using var content = new MemoryStream();
        byte[] buffer = new byte[1000];
        for (int read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
            content.Write(buffer, 0, read);
        return content.ToArray();
    }
}
