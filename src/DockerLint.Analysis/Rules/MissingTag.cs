using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Without a tag it is <c>latest</c>, which moves.</summary>
internal sealed class MissingTag() : Rule(
    new("DL3006", "MissingTag", Severity.Warning, Category.Reproducibility, Profiles.Recommended | Profiles.Hadolint, "An image is used without a tag.") { Supersedes = ["DL3022"], Fix = FixSafety.Unsafe }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        if (image.Reference is not { Tag: null, Digest: null } || MayBringTag(image))
            return;
        string why = image.Kind == ImageUseKind.CopySource ? "names no stage and has no tag" : "has no tag";
        context.Report(
            image.Span,
            $"'{image.Shown()}' {why}, so it is '{image.ShownName}:latest', another image tomorrow; name a version",
            ArgDefaults.Of(image),
            ImageEdits.Pin(image, context),
            isUnknownToHadolint: image.Instruction is not FromSyntax { Image: { } word } || StartsWithVariable(word.Text));
    }

    /// <summary>Whether a variable stands for the name, after a registry with a dot if there is one.</summary>
    private static bool StartsWithVariable(string text) =>
        text.StartsWith('$')
        || (text.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash && text[..slash].Contains('.', StringComparison.Ordinal) && text[(slash + 1)..].StartsWith('$'));

    /// <summary>Whether it ends in a variable without a value, which may hold a tag.</summary>
    private static bool MayBringTag(ImageUse image) => image.IsOpenEnded
        || image.Expansion is { } expansion
        && expansion.Uses.Any(use => use.Variable?.Value is null && use.Part.Span.End == expansion.Text.Length);
}
