using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>LABEL name=value…</c> or <c>LABEL name value</c></summary>
internal sealed class LabelGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Label, line.AssignmentsOrLegacy, static (head, pairs) =>
            new LabelSyntax(head, pairs.Pairs, pairs.IsLegacy));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        KeyValueChecks.Check((KeyValuesSyntax)instruction, errors);
    }
}
