using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>HEALTHCHECK NONE</c> or <c>HEALTHCHECK [flags] CMD command</c></summary>
internal sealed class HealthcheckGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override ImmutableArray<FlagSpec> Flags { get; } =
    [
        new("interval", FlagType.Text),
        new("timeout", FlagType.Text),
        new("start-period", FlagType.Text),
        new("start-interval", FlagType.Text),
        new("retries", FlagType.Text),
    ];

    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(
            InstructionKind.Healthcheck,
            Lex.If(
                static rest => rest.IsEmpty,
                Parser<char>.Return(default(LineGrammar.Arguments) with { Words = [] }),
                LineGrammar.FirstWord.Then(LineGrammar.JsonOrCommand, static (type, command) =>
                    command with { Words = command.Words.Insert(0, type) })),
            static (head, arguments) => new HealthcheckSyntax(head, arguments.Form, arguments.Words));

    /// <summary><c>NONE</c> ignores flags.</summary>
    public override void Check(InstructionSyntax instruction, InstructionErrors errors)
    {
        if (((HealthcheckSyntax)instruction).IsNone)
            CheckArguments(instruction, errors);
        else
            base.Check(instruction, errors);
    }

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        var healthcheck = (HealthcheckSyntax)instruction;
        if (healthcheck.Type is not { } type)
            errors.Add(instruction.KeywordSpan, "HEALTHCHECK needs NONE or CMD and a command");
        else if (healthcheck.IsNone && healthcheck.Arguments.Length > 1)
            errors.Add(healthcheck.Arguments[1].Span, "HEALTHCHECK NONE takes no arguments");
        else if (!healthcheck.IsNone && !type.Text.Equals("cmd", StringComparison.OrdinalIgnoreCase))
            errors.Add(type.Span, $"'{type.Text}' is no kind of HEALTHCHECK; write CMD or NONE");
        else if (!healthcheck.IsNone && healthcheck.Arguments.Length < 2)
            errors.Add(type.Span, "HEALTHCHECK CMD needs a command");
    }
}
