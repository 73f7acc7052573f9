using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>MAINTAINER sets a field that a label says better.</summary>
internal sealed class MaintainerDeprecated() : Rule(
    new("DL4000", "MaintainerDeprecated", Severity.Error, Category.Style, Profiles.Recommended | Profiles.Hadolint | Profiles.BuildKit, "MAINTAINER is deprecated.") { Fix = FixSafety.Safe }),
    IVisit<DockerfileModel>
{
    private const string Label = "org.opencontainers.image.authors";

    public void Visit(DockerfileModel file, RuleContext context)
    {
        if (!file.Syntax.Instructions.Any(static instruction => instruction is MaintainerSyntax))
            return;
        HashSet<Stage> labelled = [];
        foreach (Stage stage in file.StagesWithPreamble)
        {
            if (stage.Parent is { } parent && labelled.Contains(parent) || HasLabel(stage, file))
                labelled.Add(stage);
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                if (stage.Instructions[index] is not MaintainerSyntax maintainer)
                    continue;
                bool isLast = stage.After(InstructionKind.Maintainer, index) is null;
                context.ReportFor(
                    maintainer,
                    maintainer.KeywordSpan,
                    $"MAINTAINER is deprecated; write LABEL {Label}=\"{maintainer.Argument?.Text.Replace("\"", "", StringComparison.Ordinal)}\"",
                    fix: isLast && !labelled.Contains(stage) ? FixOf(maintainer, context) : null);
            }
        }
    }

    private static bool HasLabel(Stage stage, DockerfileModel file) =>
        stage.Instructions.OfType<LabelSyntax>().Any(label => label.Pairs.Any(pair => file.ValueOf(pair.Name) == Label));

    /// <summary>For the last of several, where the label is not there already and neither of the two would be lost.</summary>
    private static Fix? FixOf(MaintainerSyntax maintainer, RuleContext context) =>
        maintainer is { Argument: { } name, Flags.IsEmpty: true }
        && InstructionEdits.Keyword(maintainer, InstructionEdits.InCaseOf(maintainer, "LABEL"), context.Source) is { } keyword
            ? new Fix("Write it as a label", IsSafe: true, [keyword, .. ValueEdits.Named(Label, name, context.Model.Syntax.Escape)])
            : null;
}
