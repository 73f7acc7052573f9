using DockerLint.Analysis.Configuration;

namespace DockerLint.Analysis.Engine;

/// <summary>Leaves out findings that say less about a place than another one does.</summary>
internal static class Supersession
{
    /// <summary>Takes them out. A peer's profile keeps all of the peer's own.</summary>
    public static void Apply(List<Finding> findings, LintOptions options)
    {
        Dictionary<string, SpanSet> superseded = [];
        foreach (Finding finding in findings)
        {
            foreach (string lesser in finding.Rule.Supersedes)
            {
                if (!superseded.TryGetValue(lesser, out SpanSet? places))
                    superseded.Add(lesser, places = new SpanSet());
                // It speaks of these places, or explains itself by them.
                places.Add(finding.Span);
                foreach (RelatedLocation related in finding.Related)
                    places.Add(related.Span);
            }
        }

        if (superseded.Count > 0)
            findings.RemoveAll(finding => !IsPeersOwn(finding.Rule, options) && superseded.GetValueOrDefault(finding.Rule.Code)?.Touches(finding.Span) is true);
    }

    private static bool IsPeersOwn(RuleInfo rule, LintOptions options) =>
        options.Profile is Profiles.Hadolint or Profiles.BuildKit && (rule.Profiles & options.Profile) != 0;
}
