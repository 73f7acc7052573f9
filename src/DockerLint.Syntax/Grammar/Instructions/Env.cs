using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>ENV name=value…</c> or <c>ENV name value</c></summary>
internal sealed class EnvGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Env, line.AssignmentsOrLegacy, static (head, pairs) =>
            new EnvSyntax(head, pairs.Pairs, pairs.IsLegacy));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        KeyValueChecks.Check((KeyValuesSyntax)instruction, errors);
    }
}
