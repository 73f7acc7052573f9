using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>MAINTAINER sets a field that a label says better.</summary>
internal sealed class MaintainerDeprecated() : Rule(
    new("DL4000", "MaintainerDeprecated", Severity.Error, Category.Style, Profiles.Recommended | Profiles.Hadolint | Profiles.BuildKit, "MAINTAINER is deprecated.") { Fix = FixSafety.Safe }),
    IVisit<MaintainerSyntax>
{
    private const string Label = "org.opencontainers.image.authors";

    public void Visit(MaintainerSyntax maintainer, RuleContext context) =>
        context.Report(
            maintainer.KeywordSpan,
            $"MAINTAINER is deprecated; write LABEL {Label}=\"{maintainer.Argument?.Text.Replace("\"", "", StringComparison.Ordinal)}\"",
            fix: FixOf(maintainer, context));

    /// <summary>None where the label is there already, one of the two would be lost, and for all but the last of several.</summary>
    private static Fix? FixOf(MaintainerSyntax maintainer, RuleContext context)
    {
        if (maintainer is not { Argument: { } name, Flags.IsEmpty: true }
            || context.Stage.After(InstructionKind.Maintainer, context.Index) is not null
            || InstructionEdits.Keyword(maintainer, InstructionEdits.InCaseOf(maintainer, "LABEL"), context.Source) is not { } keyword)
        {
            return null;
        }

        for (Stage? stage = context.Stage; stage is not null; stage = stage.Parent)
        {
            if (stage.Instructions.OfType<LabelSyntax>().Any(label => label.Pairs.Any(pair => context.Model.ValueOf(pair.Name) == Label)))
                return null;
        }

        return new Fix("Write it as a label", IsSafe: true, [keyword, .. ValueEdits.Named(Label, name, context.Model.Syntax.Escape)]);
    }
}
