using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>MAINTAINER sets a field that a label says better.</summary>
internal sealed class MaintainerDeprecated() : Rule(
    new("DL4000", "MaintainerDeprecated", Severity.Error, Category.Style, Profiles.Recommended | Profiles.Hadolint | Profiles.BuildKit, "MAINTAINER is deprecated.")),
    IVisit<MaintainerSyntax>
{
    public void Visit(MaintainerSyntax maintainer, RuleContext context) =>
        context.Report(
            maintainer.KeywordSpan,
            $"MAINTAINER is deprecated; write LABEL org.opencontainers.image.authors=\"{maintainer.Argument?.Text.Replace("\"", "", StringComparison.Ordinal)}\"");
}
