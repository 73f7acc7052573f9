using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Variables that nothing has set where they are used, each once.</summary>
internal static class Unset
{
    /// <summary>Those that the builder replaces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isDefaultEnough">Whether those are left out that an operator such as <c>:-</c> stands in for.</param>
    public static IEnumerable<(string Name, TextSpan Span)> In(ExpandedText text, bool isDefaultEnough = false) => text.Stage is null ? [] : text.Expansion.Uses
        .Where(use => use.Variable is null && !(isDefaultEnough && use.Part.Operator is VariableOperator.Default or VariableOperator.Alternative or VariableOperator.Required))
        .DistinctBy(static use => use.Name, StringComparer.Ordinal)
        .Select(use => (use.Name, text.SpanOf(use.Part.Span)));

    /// <summary>Those of the script of a RUN.</summary>
    public static IEnumerable<(string Name, TextSpan Span)> In(ShellScript script) => script.Instruction is not RunSyntax ? [] : script.Variables.References
        .Where(use => !script.IsKnown(use.Name) && !script.Variables.IsAssigned(use.Name) && !script.Variables.IsChecked(use.Name))
        .DistinctBy(static use => use.Name, StringComparer.Ordinal);

    /// <summary>Where a later instruction of the stage sets a variable; null where none does, or this one does.</summary>
    public static KeyValueSyntax? SetAfter(string name, Stage stage, int index)
    {
        if (index < 0 || Setting(stage.Instructions[index], name) is not null)
            return null;
        return stage.Instructions.Skip(index + 1).Select(instruction => Setting(instruction, name)).FirstOrDefault(static pair => pair is not null);
    }

    private static KeyValueSyntax? Setting(InstructionSyntax instruction, string name) =>
        instruction is KeyValuesSyntax and not LabelSyntax ? ((KeyValuesSyntax)instruction).Pairs.FirstOrDefault(pair => pair.Name.Text == name) : null;
}
