using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>CMD command</c></summary>
internal sealed class CmdGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Cmd, LineGrammar.JsonOrCommand, static (head, command) =>
            new CmdSyntax(head, command.Form, command.Words));
}
