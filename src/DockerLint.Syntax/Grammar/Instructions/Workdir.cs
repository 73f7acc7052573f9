using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>WORKDIR path</c></summary>
internal sealed class WorkdirGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Workdir, LineGrammar.RestOfLine, static (head, argument) => new WorkdirSyntax(head, argument));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors) =>
        errors.NeedOne(instruction, "a path");
}
