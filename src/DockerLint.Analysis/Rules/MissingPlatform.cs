using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>An image that is not made for the platform is not found when the build asks for it.</summary>
internal sealed class MissingPlatform() : Rule(
    new("DK2012", "MissingPlatform", Severity.Error, Category.Correctness, Profiles.Recommended, "The image is not made for the platform of the build.") { IsConditional = true, Supersedes = ["DK1011"] }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        if (stage.BaseImage is not { Holes: [], Reference: { } reference } image
            || context.Facts.PlatformsOf(reference) is not { IsEmpty: false } platforms)
        {
            return;
        }

        string wanted = stage.Platform ?? context.Model.Options.Platform;
        if (Platform.TryParse(wanted, out Platform? expected, out _) && !platforms.Any(platform => IsFor(platform, expected.Normalize())))
            context.Report(image.Span, $"'{image.Text}' is not made for {wanted}, only for {string.Join(", ", platforms)}; name an image that is");
    }

    /// <summary>Variants fit by the age of the machine, which the registry does not know.</summary>
    private static bool IsFor(string platform, Platform wanted) =>
        Platform.TryParse(platform, out Platform? actual, out _) && actual.Normalize() is var normal && normal.Os == wanted.Os && normal.Architecture == wanted.Architecture;
}
