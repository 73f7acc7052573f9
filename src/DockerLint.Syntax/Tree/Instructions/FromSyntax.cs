using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary><c>FROM [--platform=p] image [AS name]</c>.</summary>
public sealed class FromSyntax : InstructionSyntax
{
    internal FromSyntax(InstructionHead head, ImmutableArray<WordSyntax> words)
        : base(head, ArgumentForm.Words, words)
    {
    }

    /// <summary>The image or stage that it starts from; null where it is missing.</summary>
    public WordSyntax? Image => Arguments.IsEmpty ? null : Arguments[0];

    /// <summary><c>AS</c>, in any case; null where there is no name.</summary>
    public WordSyntax? As => Arguments.Length == 3 ? Arguments[1] : null;

    /// <summary>The name of the stage as typed; null where it has none.</summary>
    public WordSyntax? Name =>
        As is { } word && word.Text.Equals("as", StringComparison.OrdinalIgnoreCase) ? Arguments[2] : null;

    /// <summary><c>--platform</c>; null where it is not given.</summary>
    public FlagSyntax? Platform => Flag("platform");
}
