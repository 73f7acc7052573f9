using System.Collections.Immutable;
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
        HashSet<string>? names = null;
        foreach (VariableUse use in text.Stage is null ? [] : text.Expansion.Uses)
        {
            bool hasDefault = isDefaultEnough && use.Part.Operator is VariableOperator.Default or VariableOperator.Alternative or VariableOperator.Required;
            if (use.Variable is null && !hasDefault && (names ??= []).Add(use.Name))
                (found ??= []).Add((use.Name, text.SpanOf(use.Part.Span)));
        }

        return found ?? (IReadOnlyList<(string Name, TextSpan Span)>)[];
    }

    /// <summary>Those of a script.</summary>
    public static IReadOnlyList<(string Name, TextSpan Span)> In(ShellScript script)
    {
        List<(string Name, TextSpan Span)>? found = null;
        HashSet<string>? names = null;
        foreach ((string name, TextSpan span) in script.Variables.References)
        {
            if (!script.Variables.IsAssigned(name) && !script.Variables.IsChecked(name) && !script.IsKnown(name) && (names ??= []).Add(name))
                (found ??= []).Add((name, span));
        }

        return found ?? (IReadOnlyList<(string Name, TextSpan Span)>)[];
    }

    /// <summary>Where a later instruction of the stage sets a variable; null where none does, or this one does.</summary>
    public static KeyValueSyntax? SetAfter(string name, Stage stage, int index)
    {
        if (index < 0)
            return null;
        ImmutableArray<(int Index, KeyValueSyntax Pair)> settings = stage.SettingsOf(name);
        int before = Sorted.CountWhile(settings.AsSpan(), index, static (setting, index) => setting.Index < index);
        return before < settings.Length && settings[before].Index > index ? settings[before].Pair : null;
    }
}
