using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary>A line that starts with no known instruction.</summary>
internal sealed class InvalidGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Invalid, LineGrammar.RestOfLine, static (head, argument) => new InvalidInstructionSyntax(head, argument));

    /// <inheritdoc/>
    public override void Check(InstructionSyntax instruction, InstructionErrors errors)
    {
        string keyword = instruction.Keyword;
        string? nearest = Suggestion.Nearest(keyword.ToUpperInvariant(), InstructionKeywords.All);
        errors.Add(instruction.KeywordSpan, nearest is null
            ? $"unknown instruction '{keyword}'; a line starts with an instruction such as RUN, or continues the one above when that ends in {instruction.Line.Escape}"
            : $"unknown instruction '{keyword}'; did you mean {nearest}?");
    }
}
