using System.Collections.Immutable;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>COPY [flags] source… destination</c></summary>
internal sealed class CopyGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override ImmutableArray<FlagSpec> Flags { get; } =
    [
        new("from", FlagType.Text),
        new("chown", FlagType.Text),
        new("chmod", FlagType.Text),
        new("link", FlagType.Switch),
        new("parents", FlagType.Switch),
        new("exclude", FlagType.Repeated),
    ];

    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Copy, LineGrammar.JsonOrWords, static (head, words) =>
            new CopySyntax(head, words.Form, words.Words));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        TransferChecks.Check((TransferSyntax)instruction, errors);
    }
}
