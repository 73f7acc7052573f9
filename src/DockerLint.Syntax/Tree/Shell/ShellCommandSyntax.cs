using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>One command of a pipeline: a simple one, a compound one or the definition of a function.</summary>
public abstract class ShellCommandSyntax : ShellNode
{
    private protected ShellCommandSyntax(ShellPlace place) : base(place)
    {
    }
}

/// <summary>A command of the shell itself that holds others; redirections after it are for all of them.</summary>
public abstract class ShellCompoundCommandSyntax : ShellCommandSyntax
{
    private protected ShellCompoundCommandSyntax(ShellPlace place, ImmutableArray<ShellRedirectionSyntax> redirections)
        : base(place) => Redirections = redirections;

    /// <summary>The redirections after it, in order.</summary>
    public ImmutableArray<ShellRedirectionSyntax> Redirections { get; private set; }

    internal sealed override void AddChildren(List<ShellNode> children)
    {
        AddContent(children);
        children.AddAll(Redirections);
    }

    private protected sealed override void MoveParts(ShellMove move)
    {
        MoveContent(move);
        Redirections = move.Of(Redirections);
    }

    private protected abstract void AddContent(List<ShellNode> children);

    private protected abstract void MoveContent(ShellMove move);
}
