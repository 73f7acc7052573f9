using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>The lines of a here-document, without the one that ends it.</summary>
public sealed class ShellHereDocumentSyntax : ShellNode
{
    internal ShellHereDocumentSyntax(ShellPlace place, ImmutableArray<ShellWordPart> parts, bool isTerminated)
        : base(place)
    {
        Parts = parts;
        IsTerminated = isTerminated;
    }

    /// <summary>Text and expansions; one text when the delimiter is quoted. Tabs that <c>&lt;&lt;-</c> takes away are there.</summary>
    public ImmutableArray<ShellWordPart> Parts { get; private set; }

    /// <summary>Whether a line ends it; if not, the end of the text does, and the shell warns.</summary>
    public bool IsTerminated { get; }

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Parts);

    private protected override void MoveParts(ShellMove move) => Parts = move.Of(Parts);
}
