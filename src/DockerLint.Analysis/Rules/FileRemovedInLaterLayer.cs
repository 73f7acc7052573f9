using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A layer only hides what those below it hold. What is removed or moved is still shipped, and whoever has the image
/// can read it. Looked at are files that COPY and ADD name, downloads of curl and wget, and clones of git.
/// </summary>
internal sealed class FileRemovedInLaterLayer() : Rule(
    new("DK3003", "FileRemovedInLaterLayer", Severity.Info, Category.Efficiency, Profiles.Recommended, "A RUN removes what an earlier layer keeps.")),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        var shipped = new ShippedFiles(context);
        foreach (Stage stage in Shipping.Layers(file).Reverse())
        {
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                if (stage.Instructions[index] is RunSyntax run && context.ProgramsOf(run, stage.States[index]).Any(RemovedFile.IsRemover))
                    Check(run, stage.States[index], shipped, context);
                shipped.Add(stage, index);
            }
        }
    }

    private static void Check(RunSyntax run, StageState state, ShippedFiles shipped, RuleContext context)
    {
        foreach ((Invocation command, string? folder) in WorkingFolder.Follow(context.ProgramsOf(run, state), state.Workdir))
        {
            foreach (RemovedFile removed in RemovedFile.By(command, folder))
            {
                if (shipped.Take(removed) is not var (file, by))
                    continue;
                string keyword = by.Keyword.ToUpperInvariant();
                string what = removed.IsMoved ? $"is in the image twice, here and in the layer of an earlier {keyword}" : $"stays in the image, in the layer of an earlier {keyword}";
                string advice = by is RunSyntax ? "do both in one RUN" : removed.IsMoved ? "bring it to its place at once" : "leave it out, or mount it with RUN --mount=type=bind";
                context.ReportFor(run, removed.Word.Span, $"'{file.Path}' {what}; {advice}", new RelatedLocation(file.Span, "it comes into the image here"));
            }
        }
    }
}
