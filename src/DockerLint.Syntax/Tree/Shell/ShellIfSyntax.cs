using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary><c>if …; then …; elif …; then …; else …; fi</c>.</summary>
public sealed class ShellIfSyntax : ShellCompoundCommandSyntax
{
    internal ShellIfSyntax(
        ShellPlace place,
        ImmutableArray<ShellIfClauseSyntax> clauses,
        ImmutableArray<ShellStatementSyntax> otherwise,
        ImmutableArray<ShellRedirectionSyntax> redirections) : base(place, redirections)
    {
        Clauses = clauses;
        Else = otherwise;
    }

    /// <summary>The <c>if</c> and each <c>elif</c>.</summary>
    public ImmutableArray<ShellIfClauseSyntax> Clauses { get; private set; }

    /// <summary>What is run when no condition holds; empty: there is no <c>else</c>.</summary>
    public ImmutableArray<ShellStatementSyntax> Else { get; private set; }

    private protected override void AddContent(List<ShellNode> children)
    {
        children.AddAll(Clauses);
        children.AddAll(Else);
    }

    private protected override void MoveContent(ShellMove move)
    {
        Clauses = move.Of(Clauses);
        Else = move.Of(Else);
    }
}

/// <summary>A condition and what is run when it holds.</summary>
public sealed class ShellIfClauseSyntax : ShellNode
{
    internal ShellIfClauseSyntax(
        ShellPlace place,
        ImmutableArray<ShellStatementSyntax> condition,
        ImmutableArray<ShellStatementSyntax> body) : base(place)
    {
        Condition = condition;
        Body = body;
    }

    /// <summary>It holds when the last of these succeeds.</summary>
    public ImmutableArray<ShellStatementSyntax> Condition { get; private set; }

    /// <summary>What is run then.</summary>
    public ImmutableArray<ShellStatementSyntax> Body { get; private set; }

    internal override void AddChildren(List<ShellNode> children)
    {
        children.AddAll(Condition);
        children.AddAll(Body);
    }

    private protected override void MoveParts(ShellMove move)
    {
        Condition = move.Of(Condition);
        Body = move.Of(Body);
    }
}
