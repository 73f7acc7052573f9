using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A changed file invalidates the layer of the COPY and all after it, so that each change of the source downloads
/// everything again. Looked at is the whole build context; an install from a list needs that list only, an install of
/// packages by name nothing at all.
/// </summary>
internal sealed class CopyBeforeInstall() : Rule(
    new("DK3004", "CopyBeforeInstall", Severity.Info, Category.Efficiency, Profiles.Recommended, "The whole source is copied before dependencies are installed.")),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        if (!stage.Instructions.Any(instruction => instruction is TransferSyntax transfer && IsOfAll(transfer, context.Model)))
            return;
        TransferSyntax? copy = null;
        HashSet<string> installers = new(StringComparer.Ordinal);
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            InstructionSyntax instruction = stage.Instructions[index];
            if (instruction is TransferSyntax transfer && copy is null && IsOfAll(transfer, context.Model))
                copy = transfer;
            if (instruction is not RunSyntax run)
                continue;
            foreach (DependencyInstall install in context.ProgramsOf(run, stage.States[index]).Select(DependencyInstall.Of).OfType<DependencyInstall>())
            {
                if (!installers.Add(install.Command.Program) || copy is null)
                    continue;
                string line = $"{install.Command.Program} {install.Command.Verb}".TrimEnd();
                string advice = install.Manifest is { } manifest ? $"copy {manifest} first, and the rest after it" : "install before the COPY";
                context.ReportFor(copy, copy.Sources[0].Span, $"every change of a file here runs '{line}' again; {advice}", new RelatedLocation(install.Command.Span, "this is run again"));
                return;
            }
        }
    }

    private static bool IsOfAll(TransferSyntax transfer, DockerfileModel file) =>
        transfer is not CopySyntax { From: not null }
        && transfer is { Sources: [var source], Destination: { } destination }
        && file.ValueOf(source) is "." or "./" or "*" or "./*"
        && file.ValueOf(destination) != "/";
}
