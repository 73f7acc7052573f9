using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>What a rule points at.</summary>
internal static class Flagged
{
    /// <summary>The texts that a rule's findings stand on, in order, with <c> | </c> between them.</summary>
    /// <param name="code">The rule.</param>
    /// <param name="dockerfile">The file.</param>
    /// <param name="options">How it is linted; where nothing is said, with that rule alone.</param>
    public static string In(string code, string dockerfile, LintOptions? options = null)
    {
        SourceText source = new(dockerfile);
        Linter linter = NewRules.Linter(options ?? Findings.Only(code));
        return string.Join(" | ", linter.Lint(source).Where(finding => finding.Rule.Code == code).Select(finding => source.Slice(finding.Span).ToString()));
    }

    /// <summary>The same for a RUN of one stage.</summary>
    public static string InRun(string code, string run) => In(code, $"FROM scratch\nRUN {run}\n");
}
