namespace DockerLint.Analysis.Rules;

/// <summary>What the name of a source says of whether ADD unpacks it; ADD itself looks at what the file holds.</summary>
internal static class ArchiveNames
{
    private static readonly string[] s_endings =
        [".tar", ".tgz", ".tbz", ".tbz2", ".tb2", ".txz", ".tlz", ".tpz", ".tz", ".gz", ".bz2", ".xz", ".lz", ".lzma", ".zst", ".tzst", ".z"];

    /// <summary>Packages that are tar archives under another name.</summary>
    private static readonly string[] s_packages = [".apk", ".gem", ".crate", ".ova", ".box"];

    /// <summary>Whether it is the name of an archive.</summary>
    public static bool IsArchive(string path) => EndsWithAny(path, s_endings);

    /// <summary>Whether a pattern may fit archives: a wildcard stands after its last dot.</summary>
    public static bool MayFitArchive(string path) => path.AsSpan(path.LastIndexOf('.') + 1).ContainsAny("*?[");

    /// <summary>Whether it is a folder, or a file that says by its ending what else it is.</summary>
    public static bool SaysOtherwise(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name is "" or ['.', ..]
            || (name.Contains('.', StringComparison.Ordinal) && name[(name.LastIndexOf('.') + 1)..].Any(char.IsAsciiLetter) && !IsArchive(name) && !EndsWithAny(name, s_packages));
    }

    private static bool EndsWithAny(string path, string[] endings) => endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
