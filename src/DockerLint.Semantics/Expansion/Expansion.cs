using System.Collections.Immutable;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>A word with its variables replaced and its quotes removed.</summary>
/// <param name="Text">The text that was expanded.</param>
/// <param name="Value">The result; empty where it failed.</param>
/// <param name="Uses">The variables that were looked up, in order, unused alternatives included.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record Expansion(string Text, string Value, ImmutableArray<VariableUse> Uses, ExpansionError? Error)
{
    /// <summary>Whether the value is the text: nothing was replaced or removed.</summary>
    public bool IsLiteral => Uses.IsEmpty && Value == Text;

    /// <summary>Names that were looked up and not found, each once.</summary>
    public IEnumerable<string> Undefined =>
        Uses.Where(static use => use.Variable?.Value is null).Select(static use => use.Name).Distinct(StringComparer.Ordinal);
}

/// <summary>A variable that a word names.</summary>
/// <param name="Part">Where and how.</param>
/// <param name="Variable">What it was found to be; null where nothing declares it.</param>
public readonly record struct VariableUse(VariablePart Part, Variable? Variable)
{
    /// <summary>The name.</summary>
    public string Name => Part.Name;
}

/// <summary>Why a word cannot be expanded.</summary>
/// <param name="Span">What is wrong, in the text of the word.</param>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
public sealed record ExpansionError(TextSpan Span, string Message);
