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
        List<(AddedFile File, InstructionSyntax By)> added = [];
        foreach (Stage stage in Shipping.Layers(file).Reverse())
        {
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                InstructionSyntax instruction = stage.Instructions[index];
                if (instruction is TransferSyntax transfer)
                    added.AddRange(AddedFiles.Of(transfer, stage.States[index], file).Select(brought => (brought, instruction)));
                if (instruction is not RunSyntax run)
                    continue;
                if (added.Count > 0)
                    Check(run, stage.States[index], added, context);
                added.AddRange(AddedFiles.Of(context.ProgramsOf(run, stage.States[index]), stage.States[index]).Select(fetched => (fetched, instruction)));
            }
        }
    }

    private static void Check(RunSyntax run, StageState state, List<(AddedFile File, InstructionSyntax By)> added, RuleContext context)
    {
        foreach ((Invocation command, string? folder) in WorkingFolder.Follow(context.ProgramsOf(run, state), state.Workdir))
        {
            foreach (RemovedFile removed in RemovedFile.By(command, folder))
            {
                if (added.FindIndex(entry => removed.Covers(entry.File.Path)) is not (>= 0 and int found))
                    continue;
                (AddedFile file, InstructionSyntax by) = added[found];
                added.RemoveAll(entry => removed.Covers(entry.File.Path));
                string keyword = by.Keyword.ToUpperInvariant();
                string what = removed.IsMoved ? $"is in the image twice, here and in the layer of an earlier {keyword}" : $"stays in the image, in the layer of an earlier {keyword}";
                string advice = by is RunSyntax ? "do both in one RUN" : removed.IsMoved ? "bring it to its place at once" : "leave it out, or mount it with RUN --mount=type=bind";
                context.ReportFor(run, removed.Word.Span, $"'{file.Path}' {what}; {advice}", new RelatedLocation(file.Span, "it comes into the image here"));
            }
        }
    }
}
