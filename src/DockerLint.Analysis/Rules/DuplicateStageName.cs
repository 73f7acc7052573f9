using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Only the last stage of a name can be referred to by it.</summary>
internal sealed class DuplicateStageName() : Rule(
    new("DL3024", "DuplicateStageName", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint | Profiles.BuildKit, "Two stages have the same name.") { IsSkippedByInstruction = false }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        Dictionary<string, WordSyntax> seen = [];
        foreach (Stage stage in file.Stages)
        {
            if (stage is not { Name: { } name, From.Name: { } word } || seen.TryAdd(name, word))
                continue;
            context.Report(
                word.Span,
                $"the stage name '{name}' is taken already; give this stage another one",
                new RelatedLocation(seen[name].Span, $"'{name}' is named here first"));
        }
    }
}
