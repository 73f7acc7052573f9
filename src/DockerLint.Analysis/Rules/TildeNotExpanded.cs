using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Only a shell takes <c>~</c> for a home. In an instruction it is a folder of that name.</summary>
internal sealed class TildeNotExpanded() : Rule(
    new("DK4010", "TildeNotExpanded", Severity.Warning, Category.Correctness, Profiles.Recommended, "An instruction uses ~, which only a shell replaces.")),
    IVisit<InstructionSyntax>
{
    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        switch (instruction)
        {
            case WorkdirSyntax { Argument: { } folder }:
                Check(folder, context);
                break;
            case TransferSyntax { Destination: { } target }:
                Check(target, context);
                break;
            case VolumeSyntax volume:
                foreach (WordSyntax path in volume.Arguments)
                    Check(path, context);
                break;
            case EnvSyntax env:
                foreach (KeyValueSyntax pair in env.Pairs)
                {
                    if (pair.Value is { } value)
                        Check(value, context, isList: true);
                }

                break;
        }
    }

    private static void Check(WordSyntax path, RuleContext context, bool isList = false)
    {
        ReadOnlySpan<char> text = path.Text.AsSpan().Trim("\"'");
        if (text is "~" or ['~', '/', ..] || (isList && text.Contains(":~/", StringComparison.Ordinal)))
            context.Report(path.Span, "'~' stands for no home here but for a folder of that name; write the path");
    }
}
