using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Rules;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Engine;

/// <summary>
/// Knows which comments suppressed something. <see cref="UnusedSuppression"/> reports all of them; those that are of
/// use, or of which nobody can tell, are left out here.
/// </summary>
internal static class UnusedSuppressions
{
    /// <summary>Takes out those on comments that are of use.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="suppressions">What suppresses them.</param>
    /// <param name="model">The file.</param>
    /// <param name="options">Which rules ran.</param>
    public static void Apply(List<Finding> findings, Suppressions suppressions, DockerfileModel model, LintOptions options)
    {
        if (findings.Exists(IsCandidate))
            Apply(findings, suppressions.NamesFor, SuppressedName.In(model.Syntax), model.Errors.Any(static error => !error.NeedsArgument), options);
    }

    /// <inheritdoc cref="Apply(List{Finding}, Suppressions, DockerfileModel, LintOptions)"/>
    public static void Apply(List<Finding> findings, DocumentSuppressions suppressions, ImageDocument document, LintOptions options)
    {
        if (findings.Exists(IsCandidate))
            Apply(findings, suppressions.NamesFor, SuppressedName.In(document).Where(name => !IsInDockerfile(name, document)), !document.Errors.IsEmpty || document.TemplateMark is not null, options);
    }

    /// <summary>Whether a comment stands in a Dockerfile that is written in another file: of that, most rules see nothing.</summary>
    private static bool IsInDockerfile(SuppressedName name, ImageDocument document) =>
        document.Builds.Any(build => build.Inline is { Span: var dockerfile } && dockerfile.Contains(name.Span));

    private static void Apply(
        List<Finding> findings, Func<Finding, IEnumerable<IReadOnlyList<TextSpan>>> namesFor, IEnumerable<SuppressedName> names, bool isPartlyRead, LintOptions options)
    {
        // What could not be read, rules have not seen.
        if (isPartlyRead)
        {
            findings.RemoveAll(IsCandidate);
            return;
        }

        HashSet<TextSpan> used = SpansFor(finding => finding.IsReportedUnder(options.Profile));
        HashSet<TextSpan> usedByPeers = SpansFor(finding => !finding.IsReportedUnder(options.Profile));
        HashSet<TextSpan> unused =
            [.. names.Where(name => name.Counts(options) && HasRun(name.Rule, options) && !(IsOfPeer(name) && usedByPeers.Contains(name.Span))).Select(static name => name.Span)];
        unused.ExceptWith(used);
        findings.RemoveAll(finding => IsCandidate(finding) && !unused.Contains(finding.Span));

        HashSet<TextSpan> SpansFor(Func<Finding, bool> counts) =>
            [.. findings.Where(finding => !IsCandidate(finding) && counts(finding)).SelectMany(namesFor).Distinct().SelectMany(static list => list)];
    }

    /// <summary>Whether a peer that has the rule reads the comment, so that it may need it for what we do not report.</summary>
    private static bool IsOfPeer(SuppressedName name) => name.Origin switch
    {
        SuppressionOrigin.Hadolint => name.Rule is { } rule && (rule.Profiles & Profiles.Hadolint) != 0,
        SuppressionOrigin.BuildKit => true,
        _ => false,
    };

    private static bool IsCandidate(Finding finding) => finding.Rule.Name == nameof(UnusedSuppression);

    /// <summary>Whether a rule would have found what a comment suppresses; none that exists, never.</summary>
    private static bool HasRun(RuleInfo? rule, LintOptions options) =>
        rule is null || (!rule.IsConditional && rule.Name != nameof(UnusedSuppression) && options.IsEnabled(rule));
}
