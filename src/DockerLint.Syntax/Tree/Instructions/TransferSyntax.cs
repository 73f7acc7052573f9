using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>COPY or ADD: sources and where they go.</summary>
public abstract class TransferSyntax : InstructionSyntax
{
    private protected TransferSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }

    /// <summary>What is brought into the image; here-documents are among them.</summary>
    public ImmutableArray<WordSyntax> Sources => Arguments.Length < 2 ? [] : Arguments[..^1];

    /// <summary>Where it goes; null where there are less than two arguments.</summary>
    public WordSyntax? Destination => Arguments.Length < 2 ? null : Arguments[^1];

    /// <summary>The here-document that a source names; the last of that name, as BuildKit looks it up.</summary>
    /// <returns>Null where the source is a path or an address.</returns>
    public HeredocSyntax? HeredocOf(WordSyntax source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Heredocs.IsEmpty || Grammar.HeredocGrammar.MarkOf(source.Text) is not { } mark)
            return null;
        return Heredocs.LastOrDefault(heredoc => heredoc.Name == mark.Name);
    }
}

/// <summary><c>COPY [flags] source… destination</c>.</summary>
public sealed class CopySyntax : TransferSyntax
{
    internal CopySyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }

    /// <summary><c>--from</c>; null where it copies from the build context.</summary>
    public FlagSyntax? From => Flag("from");
}

/// <summary><c>ADD [flags] source… destination</c>.</summary>
public sealed class AddSyntax : TransferSyntax
{
    internal AddSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> arguments)
        : base(head, form, arguments)
    {
    }
}
