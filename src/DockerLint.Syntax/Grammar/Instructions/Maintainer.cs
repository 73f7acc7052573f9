using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>MAINTAINER name</c></summary>
internal sealed class MaintainerGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Maintainer, LineGrammar.RestOfLine, static (head, argument) => new MaintainerSyntax(head, argument));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors) =>
        errors.NeedOne(instruction, "a name");
}
