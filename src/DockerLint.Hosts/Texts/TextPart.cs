using System.Collections.Immutable;

namespace DockerLint.Hosts.Texts;

/// <summary>A part of a text that variables are replaced in.</summary>
internal abstract record TextPart;

/// <summary>Text that stands for itself.</summary>
internal sealed record LiteralPart(string Text) : TextPart;

/// <summary><c>$name</c> or <c>${name}</c>, with an operator or without.</summary>
/// <param name="Name">The name.</param>
/// <param name="Operator">What the operator does.</param>
/// <param name="EmptyIsUnset">Whether an empty variable is one that is not set: the operator has a colon.</param>
/// <param name="Word">What stands behind the operator.</param>
/// <param name="Written">The whole as it is written.</param>
internal sealed record VariablePart(string Name, VariableOperator Operator, bool EmptyIsUnset, ImmutableArray<TextPart> Word, string Written) : TextPart;

/// <summary>What only the program knows that fills it in: <c>${{ … }}</c>, <c>{{ … }}</c>, <c>$(…)</c>, <c>&lt;…&gt;</c>.</summary>
/// <param name="Expression">What is between the marks, without blanks around it.</param>
/// <param name="Written">The whole as it is written.</param>
internal sealed record ExpressionPart(string Expression, string Written) : TextPart;

/// <summary>What an operator in a variable does.</summary>
internal enum VariableOperator
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A word in place of one that is not set.</summary>
    Default,

    /// <summary>A word in place of one that is set.</summary>
    Alternative,

    /// <summary>A message where it is not set.</summary>
    Required,
}
