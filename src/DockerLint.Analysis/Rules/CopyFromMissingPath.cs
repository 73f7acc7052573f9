using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The build fails when it comes to it. What a stage holds is known for certain only where it starts from nothing and
/// is filled by COPY and WORKDIR alone, so only that is judged.
/// </summary>
internal sealed class CopyFromMissingPath() : Rule(
    new("DK3011", "CopyFromMissingPath", Severity.Error, Category.Correctness, Profiles.Recommended, "COPY --from names a path that the stage does not have.")),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (copy.From is not { } from
            || context.Stage.Uses.FirstOrDefault(use => use.Instruction == copy)?.Stage is not { } source
            || FilledPaths.Of(source, context.Model) is not { } paths)
        {
            return;
        }

        foreach (WordSyntax word in copy.Sources)
        {
            string path = ContextPath.Clean("/" + context.Model.ValueOf(word));
            bool isKnown = copy.HeredocOf(word) is null && !Paths.IsUnknown(word, context.Model) && path.AsSpan().IndexOfAny("*?[\\") < 0;
            if (isKnown && path != "/" && !paths.Exists(known => FilledPaths.Holds(known, path) || FilledPaths.Holds(path, known)))
                context.Report(word.Span, $"stage '{source.DisplayName}' has no '{path}'; name a path that one of its COPY fills", new RelatedLocation(source.From!.Span, "the stage"));
        }
    }
}
