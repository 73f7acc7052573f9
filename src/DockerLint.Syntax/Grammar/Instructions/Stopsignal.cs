using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>STOPSIGNAL signal</c></summary>
internal sealed class StopsignalGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Stopsignal, LineGrammar.RestOfLine, static (head, argument) => new StopsignalSyntax(head, argument));

    /// <summary>Flags are read and then ignored, known or not.</summary>
    public override void Check(InstructionSyntax instruction, InstructionErrors errors) =>
        CheckArguments(instruction, errors);

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors) =>
        errors.NeedOne(instruction, "a signal");
}
