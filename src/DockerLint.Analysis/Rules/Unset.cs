using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Variables that nothing has set where they are used, each once.</summary>
internal static class Unset
{
    /// <summary>Those that the builder replaces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isDefaultEnough">Whether those are left out that an operator such as <c>:-</c> stands in for.</param>
    public static IReadOnlyList<(string Name, TextSpan Span)> In(ExpandedText text, bool isDefaultEnough = false)
    {
        List<(string Name, TextSpan Span)>? found = null;
        foreach (VariableUse use in text.Stage is null ? [] : text.Expansion.Uses)
        {
            bool hasDefault = isDefaultEnough && use.Part.Operator is VariableOperator.Default or VariableOperator.Alternative or VariableOperator.Required;
            if (use.Variable is null && !hasDefault && found?.Exists(other => other.Name == use.Name) is not true)
                (found ??= []).Add((use.Name, text.SpanOf(use.Part.Span)));
        }

        return found ?? (IReadOnlyList<(string Name, TextSpan Span)>)[];
    }

    /// <summary>Those of a script.</summary>
    public static IReadOnlyList<(string Name, TextSpan Span)> In(ShellScript script)
    {
        List<(string Name, TextSpan Span)>? found = null;
        foreach ((string name, TextSpan span) in script.Variables.References)
        {
            if (!script.Variables.IsAssigned(name) && !script.Variables.IsChecked(name) && !script.IsKnown(name) && found?.Exists(other => other.Name == name) is not true)
                (found ??= []).Add((name, span));
        }

        return found ?? (IReadOnlyList<(string Name, TextSpan Span)>)[];
    }

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
