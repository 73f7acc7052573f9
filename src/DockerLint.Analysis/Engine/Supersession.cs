using DockerLint.Analysis.Configuration;

namespace DockerLint.Analysis.Engine;

/// <summary>Leaves out findings that say less about a place than another one does.</summary>
internal static class Supersession
{
    /// <summary>The findings that stay. A peer's profile keeps all of the peer's own.</summary>
    public static IEnumerable<Finding> Apply(IEnumerable<Finding> findings, LintOptions options)
    {
        Finding[] all = [.. findings];
        Finding[] superseding = [.. all.Where(static finding => !finding.Rule.Supersedes.IsEmpty)];
        return superseding.Length == 0 ? all : all.Where(finding => IsPeersOwn(finding.Rule, options) || !superseding.Any(other => Covers(other, finding)));
    }

    private static bool IsPeersOwn(RuleInfo rule, LintOptions options) =>
        options.Profile is Profiles.Hadolint or Profiles.BuildKit && (rule.Profiles & options.Profile) != 0;

    /// <summary>Whether a finding speaks of the place of a lesser one, or explains itself by it.</summary>
    private static bool Covers(Finding finding, Finding lesser) =>
        finding.Rule.Supersedes.Contains(lesser.Rule.Code)
        && (Touch(finding.Span, lesser.Span) || finding.Related.Any(related => Touch(related.Span, lesser.Span)));

    private static bool Touch(TextSpan one, TextSpan other) => one.Start <= other.End && other.Start <= one.End;
}
