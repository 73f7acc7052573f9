using System.Globalization;
using DockerLint.References;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A name that no earlier stage has is taken as an image, so that a mistyped stage is looked for in a registry. An
/// image that is meant carries a tag or a digest. Names fold case; a stage's own name is DL3023's.
/// </summary>
internal sealed class CopyFromUnknownStage() : Rule(
    new("DL3022", "CopyFromUnknownStage", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "COPY --from names no earlier stage, and no version of an image.") { Supersedes = ["DL1000"] }),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (copy.From is { Value: { Length: > 0 } from } flag && WhatIsWrong(from, context) is { } message)
            context.Report(flag.ValueSpan, message);
    }

    private static string? WhatIsWrong(string from, RuleContext context)
    {
        if (from.Contains('$', StringComparison.Ordinal))
            return $"--from takes no variable; name a stage that starts FROM {from} and copy from that";
        int here = context.Stage.Index;
        if (int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return number <= here ? null : $"no earlier stage has the number {number}; stages are numbered from 0";
        if (context.Model.FindFirstStage(from) is { } stage)
            return stage.Index <= here ? null : $"the stage '{from}' comes later; move it above this one";
        return ImageReference.Parse(from).Reference is { Tag: null, Digest: null } or null
            ? $"no earlier stage is called '{from}', so it is looked for in a registry; name a stage, or the image with its tag"
            : null;
    }
}
