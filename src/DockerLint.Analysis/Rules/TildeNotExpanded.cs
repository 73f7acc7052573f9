using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Only a shell takes <c>~</c> for a home. In an instruction it is a folder of that name.</summary>
internal sealed class TildeNotExpanded() : Rule(
    new("DK4010", "TildeNotExpanded", Severity.Warning, Category.Correctness, Profiles.Recommended, "An instruction uses ~, which only a shell replaces.")),
    IVisit<InstructionSyntax>
{
    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        IEnumerable<WordSyntax?> paths = instruction switch
        {
            WorkdirSyntax workdir => [workdir.Argument],
            TransferSyntax transfer => [transfer.Destination],
            VolumeSyntax volume => volume.Arguments,
            EnvSyntax env => env.Pairs.Select(static pair => pair.Value),
            _ => [],
        };
        foreach (WordSyntax? path in paths)
        {
            string text = path?.Text.Trim('"', '\'') ?? "";
            if (text == "~" || text.StartsWith("~/", StringComparison.Ordinal) || (instruction is EnvSyntax && text.Contains(":~/", StringComparison.Ordinal)))
                context.Report(path!.Span, "'~' stands for no home here but for a folder of that name; write the path");
        }
    }
}
