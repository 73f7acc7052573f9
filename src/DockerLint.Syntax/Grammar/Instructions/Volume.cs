using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>VOLUME path…</c> or <c>VOLUME ["path", …]</c></summary>
internal sealed class VolumeGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Volume, LineGrammar.JsonOrWords, static (head, words) =>
            new VolumeSyntax(head, words.Form, words.Words));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        errors.NeedOne(instruction, "at least one path");
        foreach (WordSyntax path in instruction.Arguments)
        {
            if (path.Text.Length == 0)
                errors.Add(path.Span, "the path of a volume cannot be empty");
        }
    }
}
