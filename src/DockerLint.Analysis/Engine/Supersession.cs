using DockerLint.Analysis.Configuration;

namespace DockerLint.Analysis.Engine;

/// <summary>Leaves out findings that say less about a place than another one does.</summary>
internal static class Supersession
{
    /// <summary>Takes them out. A peer's profile keeps all of the peer's own.</summary>
    public static void Apply(List<Finding> findings, LintOptions options)
    {
        List<Finding> superseding = findings.FindAll(static finding => !finding.Rule.Supersedes.IsEmpty);
        if (superseding.Count > 0)
            findings.RemoveAll(finding => !IsPeersOwn(finding.Rule, options) && superseding.Exists(other => Covers(other, finding)));
    }

    private static bool IsPeersOwn(RuleInfo rule, LintOptions options) =>
        options.Profile is Profiles.Hadolint or Profiles.BuildKit && (rule.Profiles & options.Profile) != 0;

    /// <summary>Whether a finding speaks of the place of a lesser one, or explains itself by it.</summary>
    private static bool Covers(Finding finding, Finding lesser) =>
        finding.Rule.Supersedes.Contains(lesser.Rule.Code)
        && (Touch(finding.Span, lesser.Span) || finding.Related.Any(related => Touch(related.Span, lesser.Span)));

    private static bool Touch(TextSpan one, TextSpan other) => one.Start <= other.End && other.Start <= one.End;
}
