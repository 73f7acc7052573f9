using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Attestations.Rpm;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Attestations;

/// <summary>What the package managers of an image have written down: dpkg (deb822(5)), apk (APKINDEX's format) and rpm.</summary>
/// <param name="root">The files of the image.</param>
internal sealed class PackageDatabase(RootFolder root)
{
    // An image may have anything under these names.
    private const long Longest = 256L << 20;
    private const string Installed = " installed";
    private const string StatusFolder = "/var/lib/dpkg/status.d";

    private static readonly string[] s_apk = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"];

    /// <summary>What the image is made of, by os-release(5).</summary>
    /// <param name="unknown">What stands where the image does not say.</param>
    public Distribution Distribution(string unknown)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] parts in (Text("/etc/os-release") ?? Text("/usr/lib/os-release") ?? "").Split('\n').Select(static line => line.Split('=', 2)).Where(static parts => parts.Length == 2))
            values[parts[0]] = parts[1].Trim('"', '\'', '\r', ' ');
        return new Distribution(values.GetValueOrDefault("ID", unknown), values.GetValueOrDefault("VERSION_ID", ""));
    }

    /// <summary>The packages of dpkg, sorted; those of images that have no dpkg itself too.</summary>
    public ImmutableArray<InstalledPackage> Debian() => Sorted(
        ((string?[])[Text("/var/lib/dpkg/status"), .. StatusFiles()]).OfType<string>().SelectMany(static text => Records(text, ": "))
            // Files of status.d have no status: they are there if their packages are.
            .Where(static fields => fields.GetValueOrDefault("Status", Installed).EndsWith(Installed, StringComparison.Ordinal))
            .Select(static fields => Package(fields, "Package", "Version", "Architecture", "Maintainer", null)));

    /// <summary>The packages of apk, sorted.</summary>
    public ImmutableArray<InstalledPackage> Alpine() => Sorted(
        s_apk.Select(Text).OfType<string>().SelectMany(static text => Records(text, ":"))
            .Select(static fields => Package(fields, "P", "V", "A", "m", "L")));

    /// <summary>The packages of rpm, sorted.</summary>
    /// <param name="problem">Why they are not all there; null where they are.</param>
    public ImmutableArray<InstalledPackage> Rpm(out string? problem)
    {
        RpmDatabase database = RpmDatabase.Read(root);
        problem = database.Problem;
        return Sorted(database.Packages);
    }

    private static InstalledPackage? Package(Dictionary<string, string> fields, string name, string version, string architecture, string maintainer, string? license) =>
        fields.TryGetValue(name, out string? known) && fields.TryGetValue(version, out string? number)
            ? new InstalledPackage(known, number, fields.GetValueOrDefault(architecture, ""), fields.GetValueOrDefault(maintainer), license is null ? null : fields.GetValueOrDefault(license))
            : null;

    private static ImmutableArray<InstalledPackage> Sorted(IEnumerable<InstalledPackage?> packages) =>
    [
        .. packages.OfType<InstalledPackage>().Distinct()
            .OrderBy(static package => package.Name, StringComparer.Ordinal)
            .ThenBy(static package => package.Version, StringComparer.Ordinal)
            .ThenBy(static package => package.Architecture, StringComparer.Ordinal),
    ];

    /// <summary>Records of lines, with an empty line after each.</summary>
    private static IEnumerable<Dictionary<string, string>> Records(string text, string separator)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n').Append(""))
        {
            if (line.Length == 0)
            {
                if (fields.Count > 0)
                    yield return fields;
                fields = new Dictionary<string, string>(StringComparer.Ordinal);
                continue;
            }

            // A line that starts with a blank goes on with the one before.
            int end = line.IndexOf(separator, StringComparison.Ordinal);
            if (end > 0 && line[0] is not (' ' or '\t'))
                fields.TryAdd(line[..end], line[(end + separator.Length)..].Trim());
        }
    }

    private IEnumerable<string?> StatusFiles()
    {
        using Place? folder = root.Find(StatusFolder);
        if (folder?.Status is not { IsFolder: true })
            return [];
        UnixPath[] files = [.. folder.Children()];
        return [.. files.Where(static file => !file.Bytes.EndsWith(".md5sums"u8)).Select(Text)];
    }

    private string? Text(string path) => Text(new UnixPath(path));

    private string? Text(UnixPath path)
    {
        using Place? place = root.Find(path);
        if (place?.Status is not { Kind: FileKind.File } status || status.Size > Longest)
            return null;
        using FileStream file = place.OpenRead();
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
