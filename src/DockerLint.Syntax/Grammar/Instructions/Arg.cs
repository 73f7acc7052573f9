using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>ARG name[=default]…</c></summary>
internal sealed class ArgGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Arg, line.Assignments, static (head, pairs) => new ArgSyntax(head, pairs));

    /// <summary>Flags are read and then ignored, known or not.</summary>
    public override void Check(InstructionSyntax instruction, InstructionErrors errors) =>
        CheckArguments(instruction, errors);

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        if (instruction.Arguments.IsEmpty)
            errors.Add(instruction.KeywordSpan, "ARG needs at least one name");
        foreach (KeyValueSyntax pair in ((ArgSyntax)instruction).Pairs)
        {
            if (pair.Name.Local.Length == 0)
                errors.Add(pair.Span, "ARG needs a name before the '='");
        }
    }
}
