using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>SHELL ["executable", "parameters"]</c></summary>
internal sealed class ShellGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Shell, LineGrammar.JsonOrCommand, static (head, command) =>
            new ShellSyntax(head, command.Form, command.Words));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        if (instruction.Form != ArgumentForm.Json && !instruction.Arguments.IsEmpty)
            errors.Add(instruction.Arguments[0].Span, "SHELL is written as a JSON array; write SHELL [\"/bin/sh\", \"-c\"]");
        else
            errors.NeedOne(instruction, "a JSON array with at least the shell's name");
    }
}
