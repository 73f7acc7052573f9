using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using Microsoft.Win32.SafeHandles;

namespace DockerLint.Build.Attestations.Rpm;

/// <summary>The packages of rpm, which has had three kinds of databases; that of today is one of SQLite.</summary>
/// <param name="Packages">The packages, as they stand there.</param>
/// <param name="Problem">What is not read, and why, as a sentence; null for nothing.</param>
internal sealed record RpmDatabase(ImmutableArray<InstalledPackage> Packages, string? Problem)
{
    private const string Table = "Packages";

    private static readonly string[] s_folders = ["/var/lib/rpm", "/usr/lib/sysimage/rpm"];

    private static readonly (string Name, string Kind)[] s_unread = [("Packages", "Berkeley DB"), ("Packages.db", "rpm's own format, ndb")];

    /// <summary>Reads the database of an image.</summary>
    /// <param name="root">The files of the image.</param>
    public static RpmDatabase Read(RootFolder root)
    {
        var packages = ImmutableArray.CreateBuilder<InstalledPackage>();
        string? problem = null;
        foreach (string folder in s_folders)
        {
            string path = $"{folder}/rpmdb.sqlite";
            if (Open(root, path) is { } file)
            {
                using (file)
                using (FileStream? log = Open(root, $"{path}-wal"))
                {
                    if (!TryRead(file.SafeFileHandle, log?.SafeFileHandle, packages.Add))
                        problem = $"The packages of rpm are not all listed: {path} is damaged.";
                }
            }
            else if (s_unread.FirstOrDefault(other => IsFile(root, $"{folder}/{other.Name}")) is { Name: { } name, Kind: var kind })
            {
                problem = $"The packages of rpm are not listed: {folder}/{name} is a database of an older kind ({kind}), which is not read.";
            }
        }

        return new RpmDatabase(packages.ToImmutable(), problem);
    }

    /// <summary>Reads a database of SQLite.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="log">Its log; null for none.</param>
    /// <param name="add">Is given the packages.</param>
    /// <returns>Whether it is whole.</returns>
    internal static bool TryRead(SafeFileHandle file, SafeFileHandle? log, Action<InstalledPackage> add)
    {
        if (SqlitePages.Open(file, log) is not { } pages)
            return false;
        bool isWhole = true;
        return new SqliteTable(pages).TryRead(Table, columns =>
        {
            // A number and a header.
            if (columns.Count != 2 || !RpmHeader.TryRead(columns[1].Span, out InstalledPackage? package))
                isWhole = false;
            else if (package is not null)
                add(package);
        }) && isWhole;
    }

    private static bool IsFile(RootFolder root, string path)
    {
        using Place? place = root.Find(path);
        return place?.Status is { Kind: FileKind.File };
    }

    private static FileStream? Open(RootFolder root, string path)
    {
        using Place? place = root.Find(path);
        return place?.Status is { Kind: FileKind.File } ? place.OpenRead() : null;
    }
}
