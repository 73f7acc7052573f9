using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>ONBUILD instruction</c></summary>
internal sealed class OnbuildGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(
            InstructionKind.Onbuild,
            Lex.If(static rest => rest.IsEmpty, Parser<char>.Return<InstructionSyntax?>(null), Nested(line)),
            static (head, nested) => new OnbuildSyntax(head, nested));

    private static Parser<char, InstructionSyntax?> Nested(LineGrammar line) =>
        Lex.Nested(() => line.Instruction).Select(static nested => (InstructionSyntax?)nested);

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        if (instruction.Nested is not { } nested)
            errors.Add(instruction.KeywordSpan, "ONBUILD needs an instruction");
        else if (nested.Kind is InstructionKind.Onbuild or InstructionKind.From or InstructionKind.Maintainer)
            errors.Add(nested.KeywordSpan, $"{InstructionKeywords.NameOf(nested.Kind)} cannot be put off with ONBUILD");
    }
}
