using System.Collections.Immutable;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>ADD [flags] source… destination</c></summary>
internal sealed class AddGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override ImmutableArray<FlagSpec> Flags { get; } =
    [
        new("chown", FlagType.Text),
        new("chmod", FlagType.Text),
        new("link", FlagType.Switch),
        new("keep-git-dir", FlagType.Switch),
        new("checksum", FlagType.Text),
        new("unpack", FlagType.Switch),
        new("exclude", FlagType.Repeated),
    ];

    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Add, LineGrammar.JsonOrWords, static (head, words) =>
            new AddSyntax(head, words.Form, words.Words));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        TransferChecks.Check((TransferSyntax)instruction, errors);
    }
}
