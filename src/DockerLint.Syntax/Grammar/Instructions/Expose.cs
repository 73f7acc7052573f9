using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>EXPOSE port…</c></summary>
internal sealed class ExposeGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Expose, LineGrammar.Words, static (head, ports) => new ExposeSyntax(head, ports));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors) =>
        errors.NeedOne(instruction, "at least one port");
}
