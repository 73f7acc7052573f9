using System.Collections.Immutable;

namespace DockerLint.Cli.Output;

/// <summary>How findings are written.</summary>
internal enum ReportFormat
{
    /// <summary>For people.</summary>
    Tty,

    /// <summary>For programs: an array of findings.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>Annotations of GitHub Actions.</summary>
    GitHub,
}

/// <summary>A format and where it goes.</summary>
/// <param name="Format">The format.</param>
/// <param name="File">The file; null for standard output.</param>
internal readonly record struct ReportTarget(ReportFormat Format, string? File);

/// <summary>The names of the formats.</summary>
internal static class ReportFormats
{
    /// <summary>All names, in the order of the formats.</summary>
    public static ImmutableArray<string> Names { get; } = ["tty", "json", "sarif", "github"];

    /// <summary>The format of that name.</summary>
    public static bool TryParse(string name, out ReportFormat format)
    {
        int index = Names.IndexOf(name);
        format = (ReportFormat)Math.Max(index, 0);
        return index >= 0;
    }
}
