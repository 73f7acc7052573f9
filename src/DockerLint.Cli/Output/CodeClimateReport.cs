using System.Collections.Immutable;

namespace DockerLint.Cli.Output;

/// <summary>Issues as an engine of Code Climate writes them: each object ends with a NUL character.</summary>
internal sealed class CodeClimateReport : IReport
{
    private readonly JsonLines _lines;
    private readonly CodeClimateIssues _issues;

    /// <summary>A report.</summary>
    public CodeClimateReport(Stream stream)
    {
        _lines = new JsonLines(stream);
        _issues = new CodeClimateIssues(_lines);
    }

    /// <inheritdoc/>
    public void Write(FileReport file) => _issues.Write(file, begin: null, end: static lines => lines.Raw("\0"u8));

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures) => _lines.Flush();
}
