namespace DockerLint.Syntax.Tree;

/// <summary>A comment: <c>#</c> where a word could start, to the end of the line.</summary>
public sealed class ShellCommentSyntax : ShellNode
{
    internal ShellCommentSyntax(ShellPlace place) : base(place)
    {
    }

    internal override void AddChildren(List<ShellNode> children)
    {
    }

    private protected override void MoveParts(ShellMove move)
    {
    }
}
