using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary><c>[[ … ]]</c>: a condition.</summary>
public sealed class ShellTestSyntax : ShellCompoundCommandSyntax
{
    internal ShellTestSyntax(
        ShellPlace place, ImmutableArray<ShellNode> items, ImmutableArray<ShellRedirectionSyntax> redirections)
        : base(place, redirections) => Items = items;

    /// <summary>
    /// What stands between the brackets, in order: words (<c>-f</c>, <c>==</c>, <c>!</c> and operands),
    /// <see cref="ShellOperatorSyntax"/> and <see cref="ShellMatchSyntax"/>.
    /// </summary>
    public ImmutableArray<ShellNode> Items { get; private set; }

    private protected override void AddContent(List<ShellNode> children) => children.AddAll(Items);

    private protected override void MoveContent(ShellMove move) => Items = move.Of(Items);
}

/// <summary><c>=~</c> and the regular expression after it, which may hold parentheses and bars.</summary>
public sealed class ShellMatchSyntax : ShellNode
{
    internal ShellMatchSyntax(ShellPlace place, ShellWordSyntax expression) : base(place) => Expression = expression;

    /// <summary>The regular expression.</summary>
    public ShellWordSyntax Expression { get; private set; }

    internal override void AddChildren(List<ShellNode> children) => children.Add(Expression);

    private protected override void MoveParts(ShellMove move) => Expression = move.Of(Expression);
}

/// <summary><c>((…))</c>: an arithmetic expression that succeeds when it is not zero.</summary>
public sealed class ShellArithmeticCommandSyntax : ShellCompoundCommandSyntax
{
    internal ShellArithmeticCommandSyntax(
        ShellPlace place, ImmutableArray<ShellWordPart> parts, ImmutableArray<ShellRedirectionSyntax> redirections)
        : base(place, redirections) => Parts = parts;

    /// <summary>The expression: text and expansions.</summary>
    public ImmutableArray<ShellWordPart> Parts { get; private set; }

    private protected override void AddContent(List<ShellNode> children) => children.AddAll(Parts);

    private protected override void MoveContent(ShellMove move) => Parts = move.Of(Parts);
}
