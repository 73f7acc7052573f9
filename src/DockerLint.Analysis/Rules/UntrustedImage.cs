using DockerLint.Analysis.Configuration;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// What is built on or copied from an image is no better than that image. Acts only where trusted registries or allowed
/// images are configured; stages and <c>scratch</c> are always trusted, an image without a registry is of docker.io.
/// </summary>
internal sealed class UntrustedImage() : Rule(
    new("DL3026", "UntrustedImage", Severity.Error, Category.Security, Profiles.Recommended | Profiles.Hadolint, "An image comes from a registry that is not trusted.") { IsConditional = true }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        if (image is { Kind: not ImageUseKind.Frontend, Reference: { } reference } && !context.Policy.Allows(reference) && IsKnown(image, reference, context.Policy))
            context.Report(image.Span, $"'{reference.Domain}' is no trusted registry for '{image.ShownName}'; use {Trusted(context)}");
    }

    /// <summary>Whether all that trust depends on is written out.</summary>
    private static bool IsKnown(ImageUse image, ImageReference reference, PolicyOptions policy)
    {
        if (image.Holes.IsEmpty)
            return true;
        int slash = image.Text.IndexOf('/', StringComparison.Ordinal);
        int end = policy.TrustsByRegistry && slash > 0 ? slash : reference.PathSpan.End;
        return policy.AllowedImages.IsEmpty && image.IsKnown(new TextSpan(0, end));
    }

    private static string Trusted(RuleContext context) =>
        string.Join(", ", context.Policy.TrustedRegistries.Select(static registry => registry.Text)
            .Concat(context.Policy.AllowedImages.Select(static pattern => pattern.Text)));
}
