using System.Collections.Immutable;

namespace DockerLint.Cli.Output;

/// <summary>
/// The artifact <c>reports: codequality</c> of GitLab: an array of Code Climate issues, whose paths start at the root of
/// the repository, with no <c>./</c> before them.
/// </summary>
internal sealed class GitLabReport : IReport
{
    private readonly JsonLines _lines;
    private readonly CodeClimateIssues _issues;
    private bool _hasFindings;

    /// <summary>A report.</summary>
    public GitLabReport(Stream stream)
    {
        _lines = new JsonLines(stream);
        _issues = new CodeClimateIssues(_lines);
    }

    /// <inheritdoc/>
    public void Write(FileReport file) => _issues.Write(file, Begin, end: null);

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        _lines.Raw(_hasFindings ? "]\n"u8 : "[]\n"u8);
        _lines.Flush();
    }

    private void Begin(JsonLines lines)
    {
        lines.Raw(_hasFindings ? ",\n"u8 : "["u8);
        _hasFindings = true;
    }
}
