using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>A word of a command, from a shell script or from the JSON form.</summary>
internal readonly struct CommandWord
{
    private readonly object? _word;

    public CommandWord(ShellWordSyntax word) => _word = word;

    public CommandWord(WordSyntax word) => _word = word;

    /// <summary>What the program is given: quotes removed, expansions as they are written.</summary>
    public string Text => Shell?.StaticText ?? Json?.Text ?? "";

    /// <summary><see cref="Text"/>, for which no string is made where it is what is written.</summary>
    public ReadOnlySpan<char> Characters => Shell is { } shell ? shell.StaticCharacters : Text;

    /// <summary>Where it stands in the file.</summary>
    public TextSpan Span => Shell?.Span ?? Json?.Span ?? default;

    /// <summary>Whether no expansion is in it.</summary>
    public bool IsStatic => Shell is not { Literal: null };

    /// <summary>Whether it is an element of a JSON array.</summary>
    public bool IsJson => Json is not null;

    /// <summary>Whether one pair of quotes stands around all of it.</summary>
    public bool IsAllQuoted => Json is not null
        || Shell?.Parts is [ShellSingleQuotedSyntax { IsAnsiC: false } or ShellDoubleQuotedSyntax { IsTranslated: false }];

    /// <summary>Whether it is a certain word of a script.</summary>
    public bool Is(ShellWordSyntax word) => ReferenceEquals(_word, word);

    /// <summary>The expansions of variables in it.</summary>
    public IEnumerable<ShellParameterExpansionSyntax> Variables =>
        Shell is not { Literal: null } shell ? [] : shell.DescendantsAndSelf().OfType<ShellParameterExpansionSyntax>();

    /// <summary>
    /// What it holds as the text of a script, each character at its place in the file; null where an escape stands
    /// for another character.
    /// </summary>
    public LogicalText? Verbatim
    {
        get
        {
            if (Shell is not { } shell)
                return Json?.Verbatim;
            ImmutableArray<TextSpan>.Builder pieces = ImmutableArray.CreateBuilder<TextSpan>();
            return AddPieces(shell.Parts, pieces) ? shell.LogicalText.Pick(pieces.DrainToImmutable()) : null;
        }
    }

    private ShellWordSyntax? Shell => _word as ShellWordSyntax;

    private WordSyntax? Json => _word as WordSyntax;

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool AddPieces(ImmutableArray<ShellWordPart> parts, ImmutableArray<TextSpan>.Builder pieces)
    {
        foreach (ShellWordPart part in parts)
        {
            TextSpan span = part.LogicalSpan;
            switch (part)
            {
                case ShellSingleQuotedSyntax { IsAnsiC: true } or ShellDoubleQuotedSyntax { IsTranslated: true }:
                    return false;
                case ShellSingleQuotedSyntax quoted:
                    pieces.Add(new TextSpan(span.Start + 1, quoted.Value.Length));
                    break;
                case ShellDoubleQuotedSyntax quoted when !AddPieces(quoted.Parts, pieces):
                    return false;
                case ShellDoubleQuotedSyntax:
                    break;
                case ShellEscapeSyntax escape:
                    pieces.Add(new TextSpan(span.End - escape.Value.Length, escape.Value.Length));
                    break;
                default:
                    pieces.Add(span);
                    break;
            }
        }

        return true;
    }
}
