using System.Collections.Immutable;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary><c>FROM [--platform=p] image [AS name]</c></summary>
internal sealed class FromGrammar : InstructionGrammar
{
    /// <inheritdoc/>
    public override ImmutableArray<FlagSpec> Flags { get; } =
    [
        new("platform", FlagType.Text),
    ];

    /// <inheritdoc/>
    public override Parser<char, InstructionSyntax> Parser(LineGrammar line) =>
        LineGrammar.Head(InstructionKind.From, LineGrammar.Words, static (head, words) => new FromSyntax(head, words));

    /// <inheritdoc/>
    protected override void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
        var from = (FromSyntax)instruction;
        if (from.Arguments.Length != 1 && from.Name is null)
            errors.Add(from.Arguments.IsEmpty ? from.KeywordSpan : from.Span, "FROM takes an image, or an image AS name");
        else if (from.Name is { } name && !IsStageName(name.Text))
            errors.Add(name.Span, $"'{name.Text}' cannot name a stage; start with a letter and use letters, digits, '-', '_' and '.'");
    }

    private static bool IsStageName(string name)
    {
        if (!char.IsAsciiLetter(name[0]))
            return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                return false;
        }

        return true;
    }
}
