using DockerLint.Analysis.Facts;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>What rules about a built image have in common: they say at an instruction what its layer brings.</summary>
internal static class BuiltSteps
{
    private const int MostNamed = 3;

    /// <summary>Reports, at each instruction that brings such files into the image, the first few of them.</summary>
    /// <param name="context">The rule's context, with the built image or without.</param>
    /// <param name="isMeant">Which files.</param>
    /// <param name="message">Says what is wrong, given the names.</param>
    public static void Report(RuleContext context, Func<BuiltFile, bool> isMeant, Func<string, string> message)
    {
        foreach (IGrouping<int?, BuiltFile> step in context.Facts.Built?.Files.Where(found => found.Layer.Place is not null && isMeant(found.File))
            .GroupBy(static found => found.Layer.Place, static found => found.File) ?? [])
        {
            BuiltFile[] files = [.. step.OrderBy(static file => file.Path, StringComparer.Ordinal)];
            string names = string.Join(", ", files.Take(MostNamed).Select(static file => $"'{file.Path}'"));
            if (files.Length > MostNamed)
                names += $" and {files.Length - MostNamed} more";
            if (At(step.Key, context) is { } instruction)
                context.ReportFor(instruction, instruction.KeywordSpan, message(names));
        }
    }

    /// <summary>The instruction that starts at a place; null where none does.</summary>
    public static InstructionSyntax? At(int? place, RuleContext context) =>
        place is { } start && context.Model.Syntax.InstructionAt(start) is { } found && found.Span.Start == start ? found : null;
}
