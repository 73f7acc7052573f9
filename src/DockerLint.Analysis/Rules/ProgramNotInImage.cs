using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Known from the image that was built: no container of it starts, unless the program is mounted into it. Looked at are arrays,
/// whose first word is what the kernel runs.
/// </summary>
internal sealed class ProgramNotInImage() : Rule(
    new("DK1035", "ProgramNotInImage", Severity.Warning, Category.Correctness, Profiles.Recommended, "ENTRYPOINT or CMD names a program that the built image does not have, or that nobody may run.") { IsConditional = true }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        if (context.Facts.Built is not { } image || Shipping.Target(file) is not { } stage)
            return;
        CommandSyntax? command = stage.End.Entrypoint is { } entrypoint ? entrypoint : stage.End.Cmd;
        if (command is not { Form: ArgumentForm.Json, Arguments: [var word, ..] } || word.Text.Length == 0)
            return;
        BuiltFile? program = image.FindProgram(word.Text);
        if (program is null)
            context.ReportFor(command, word.Span, $"the image has no '{word.Text}'; correct the path, or install it");
        else if (program.Kind == BuiltFileKind.Folder)
            context.ReportFor(command, word.Span, $"'{word.Text}' is a folder in the image; name the program in it");
        else if (!program.IsExecutable)
            context.ReportFor(command, word.Span, $"nobody may run '{program.Path}'; COPY it with --chmod=755");
    }
}
