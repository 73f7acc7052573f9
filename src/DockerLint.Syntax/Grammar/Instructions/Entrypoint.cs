using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>ENTRYPOINT command</c></summary>
internal sealed class EntrypointGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Entrypoint, LineGrammar.JsonOrCommand, static (head, command) =>
            new EntrypointSyntax(head, command.Form, command.Words));
}
