using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Labels that tools or people look for. Acts only where a label schema is configured, on stages that neither have the
/// label nor start from one that does, nor only serve another stage.
/// </summary>
internal sealed class MissingLabel() : Rule(
    new("DL3049", "MissingLabel", Severity.Info, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A stage lacks a label of the schema.") { IsConditional = true }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (string key in context.Policy.Labels.Keys.Order(StringComparer.Ordinal))
        {
            foreach (Stage stage in file.Lacking(stage => HasLabel(stage, key, file)))
                context.ReportFor(stage.From!, stage.From!.Span, $"the stage '{stage.DisplayName}' has no label '{key}'; add LABEL {key}=…");
        }
    }

    private static bool HasLabel(Stage stage, string key, DockerfileModel file) =>
        stage.Instructions.OfType<LabelSyntax>().Any(label => label.Pairs.Any(pair => file.ValueOf(pair.Name) == key));
}
