using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The target platform is what FROM takes by itself.</summary>
internal sealed class RedundantTargetPlatform() : Rule(
    new("DL3065", "RedundantTargetPlatform", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.Hadolint | Profiles.BuildKit, "FROM --platform=$TARGETPLATFORM says what goes without saying.")),
    IVisit<FromSyntax>
{
    public void Visit(FromSyntax from, RuleContext context)
    {
        if (from.Platform is { } flag
            && context.Model.ExpansionOf(flag) is { Uses: [{ Variable.Value: { } value }, ..] } expansion
            && expansion.Uses.All(static use => use.Name == "TARGETPLATFORM")
            && expansion.Value == value)
        {
            context.Report(flag.Span, "this is the platform that FROM takes by itself; drop the flag");
        }
    }
}
