using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>A fixed platform cannot be built for another one.</summary>
internal sealed class FromPlatformFlagConstDisallowed() : Rule(
    new("DK1014", "FromPlatformFlagConstDisallowed", Severity.Warning, Category.Reproducibility, Profiles.Recommended | Profiles.BuildKit, "FROM --platform has a constant value.") { Supersedes = ["DL3029"] }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        if (stage.From?.Platform is not { Value: { } value } flag
            || context.Model.ExpansionOf(flag) is { Uses.IsEmpty: false }
            || !Platform.TryParse(value, out Platform? platform, out _))
        {
            return;
        }

        string name = stage.Name ?? "";
        if (!name.Contains(platform.Os, StringComparison.Ordinal) && !name.Contains(platform.Architecture, StringComparison.Ordinal))
            context.Report(flag.Span, $"every build gets {value}, whatever it asks for; use $BUILDPLATFORM or $TARGETPLATFORM, or drop the flag");
    }
}
