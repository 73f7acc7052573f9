using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// FROM takes the platform that the build is for; a constant one is wrong for all others. A variable of any name can be
/// given another value.
/// </summary>
internal sealed class ConstantPlatform() : Rule(
    new("DL3029", "ConstantPlatform", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "FROM --platform is not a variable.")),
    IVisit<FromSyntax>
{
    public void Visit(FromSyntax from, RuleContext context)
    {
        if (from.Platform is { Value: { Length: > 0 } value } flag && !value.Contains('$', StringComparison.Ordinal))
            context.Report(flag.Span, $"every build gets {value}; drop the flag, or use $BUILDPLATFORM for what runs while building");
    }
}
