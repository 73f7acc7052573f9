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

    /// <summary>GitLab's Code Quality report.</summary>
    GitLab,

    /// <summary>Issues as engines of Code Climate write them.</summary>
    CodeClimate,

    /// <summary>Logging commands of Azure Pipelines.</summary>
    Azure,

    /// <summary>Lines that MSBuild and Visual Studio take for diagnostics.</summary>
    MSBuild,

    /// <summary>Reviewdog's Diagnostic Format, with suggestions.</summary>
    Rdjson,

    /// <summary>The XML of Checkstyle.</summary>
    Checkstyle,

    /// <summary>SonarQube's generic format for external issues.</summary>
    SonarQube,

    /// <summary>The XML of JUnit: a finding is a failed test.</summary>
    JUnit,

    /// <summary>Lines as compilers write them.</summary>
    Gnu,

    /// <summary>Service messages of TeamCity.</summary>
    TeamCity,

    /// <summary>Lines as tools of Codacy write them.</summary>
    Codacy,

    /// <summary>A page for people, with everything in one file.</summary>
    Html,
}

/// <summary>A format and where it goes.</summary>
/// <param name="Format">The format.</param>
/// <param name="File">The file; null for standard output.</param>
internal readonly record struct ReportTarget(ReportFormat Format, string? File);

/// <summary>The names of the formats.</summary>
internal static class ReportFormats
{
    /// <summary>All names, in the order of the formats.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "tty", "json", "sarif", "github", "gitlab", "codeclimate", "azure", "msbuild", "rdjson", "checkstyle", "sonarqube", "junit", "gnu",
        "teamcity", "codacy", Html,
    ];

    /// <summary>The format that <c>report</c> writes.</summary>
    public const string Html = "html";

    /// <summary>Hadolint's name for a format of ours.</summary>
    private const string HadolintGitLab = "gitlab_codeclimate";

    /// <summary>Whether a path may be given that all files are called by (hadolint's <c>--file-path-in-report</c>).</summary>
    public static bool TakesPath(ReportFormat format) =>
        format is ReportFormat.Checkstyle or ReportFormat.CodeClimate or ReportFormat.GitLab or ReportFormat.SonarQube or ReportFormat.JUnit;

    /// <summary>The format of that name.</summary>
    public static bool TryParse(string name, out ReportFormat format)
    {
        int index = Names.IndexOf(name == HadolintGitLab ? "gitlab" : name);
        format = (ReportFormat)Math.Max(index, 0);
        return index >= 0;
    }
}
