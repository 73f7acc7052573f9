using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// One of them will do, and the other need not be installed. Reported from the first use of the second one on, once in
/// each RUN; installing one is no use of it.
/// </summary>
internal sealed class WgetAndCurl() : Rule(
    new("DL4001", "WgetAndCurl", Severity.Warning, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "A stage uses both wget and curl.") { VisitsOnbuild = true }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        string? first = null;
        bool isBoth = false;
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            InstructionSyntax instruction = stage.Instructions[index];
            if ((instruction.Nested ?? instruction) is not RunSyntax run)
                continue;
            Invocation? reported = null;
            foreach (Invocation command in context.ProgramsOf(run, stage.States[index]))
            {
                if (command.Program is not ("wget" or "curl"))
                    continue;
                first ??= command.Program;
                if (isBoth || command.Program != first)
                    reported ??= command;
            }

            if (reported is null)
                continue;
            isBoth = true;
            context.ReportFor(instruction, reported.Name.Span, $"this stage uses both wget and curl; do it all with {first}");
        }
    }
}
