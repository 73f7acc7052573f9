using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Builders refuse these as what ONBUILD puts off.</summary>
internal sealed class ForbiddenOnbuildTrigger() : Rule(
    new("DL3043", "ForbiddenOnbuildTrigger", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "ONBUILD puts off ONBUILD, FROM or MAINTAINER.") { Supersedes = ["DL1000"] }),
    IVisit<OnbuildSyntax>
{
    public void Visit(OnbuildSyntax onbuild, RuleContext context)
    {
        if (onbuild.Nested is (OnbuildSyntax or FromSyntax or MaintainerSyntax) and { } nested)
            context.Report(nested.KeywordSpan, $"ONBUILD cannot put off {nested.Keyword}; write it in the Dockerfile that is built from this image");
    }
}
