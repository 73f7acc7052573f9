using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>USER user[:group]</c></summary>
internal sealed class UserGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.User, LineGrammar.RestOfLine, static (head, argument) => new UserSyntax(head, argument));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors) =>
        errors.NeedOne(instruction, "a user");
}
