using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>An image of another platform runs slowly or not at all. Known only where the image was looked up.</summary>
internal sealed class InvalidBaseImagePlatform() : Rule(
    new("DK1011", "InvalidBaseImagePlatform", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.BuildKit, "The base image is for another platform than the build.") { IsConditional = true, IsSkippedByInstruction = false }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        if (stage.BaseImage is not { } image || stage.BaseImageFacts(context.Model) is not { } known)
            return;
        string wanted = stage.Platform ?? context.Model.Options.Platform;
        if (!Platform.TryParse(wanted, out Platform? expected, out _)
            || !Platform.TryParse(known.Platform, out Platform? actual, out _)
            || (expected.Normalize().Os == actual.Normalize().Os && expected.Normalize().Architecture == actual.Normalize().Architecture))
        {
            return;
        }

        context.Report(image.Span, $"'{image.Text}' is for {known.Platform}, but the build is for {wanted}; name an image for it");
    }
}
