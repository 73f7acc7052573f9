using System.Collections.Immutable;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>RUN [--mount=…] command</c></summary>
internal sealed class RunGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override ImmutableArray<FlagSpec> Flags { get; } =
    [
        new("mount", FlagType.Repeated),
        new("network", FlagType.Text),
        new("security", FlagType.Text),
        new("device", FlagType.Repeated),
    ];

    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.Run, LineGrammar.JsonOrCommand, static (head, command) =>
            new RunSyntax(head, command.Form, command.Words));
}
