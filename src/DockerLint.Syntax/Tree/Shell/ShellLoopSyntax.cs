using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>A loop: the statements of its body are run again and again.</summary>
public abstract class ShellLoopSyntax : ShellCompoundCommandSyntax
{
    private protected ShellLoopSyntax(
        ShellPlace place,
        ImmutableArray<ShellStatementSyntax> body,
        ImmutableArray<ShellRedirectionSyntax> redirections) : base(place, redirections) => Body = body;

    /// <summary>What is repeated.</summary>
    public ImmutableArray<ShellStatementSyntax> Body { get; private protected set; }
}

/// <summary><c>while …; do …; done</c> or <c>until …; do …; done</c>.</summary>
public sealed class ShellWhileSyntax : ShellLoopSyntax
{
    internal ShellWhileSyntax(
        ShellPlace place,
        ImmutableArray<ShellStatementSyntax> condition,
        ImmutableArray<ShellStatementSyntax> body,
        ImmutableArray<ShellRedirectionSyntax> redirections) : base(place, body, redirections) => Condition = condition;

    /// <summary>Whether it is <c>until</c>.</summary>
    public bool IsUntil => Characters[0] == 'u';

    /// <summary>The last of these decides, each time, whether to go on.</summary>
    public ImmutableArray<ShellStatementSyntax> Condition { get; private set; }

    private protected override void AddContent(List<ShellNode> children)
    {
        children.AddAll(Condition);
        children.AddAll(Body);
    }

    private protected override void MoveContent(ShellMove move)
    {
        Condition = move.Of(Condition);
        Body = move.Of(Body);
    }
}

/// <summary><c>for name in …; do …; done</c>, or the menu <c>select name in …; do …; done</c>.</summary>
public sealed class ShellForSyntax : ShellLoopSyntax
{
    internal ShellForSyntax(
        ShellPlace place,
        ShellWordSyntax variable,
        ImmutableArray<ShellWordSyntax>? words,
        ImmutableArray<ShellStatementSyntax> body,
        ImmutableArray<ShellRedirectionSyntax> redirections) : base(place, body, redirections)
    {
        Variable = variable;
        Words = words;
    }

    /// <summary>Whether it is <c>select</c>.</summary>
    public bool IsSelect => Characters[0] == 's';

    /// <summary>The variable that takes each value.</summary>
    public ShellWordSyntax Variable { get; private set; }

    /// <summary>The words after <c>in</c>; null: there is no <c>in</c>, so the positional parameters.</summary>
    public ImmutableArray<ShellWordSyntax>? Words { get; private set; }

    private protected override void AddContent(List<ShellNode> children)
    {
        children.Add(Variable);
        if (Words is { } words)
            children.AddAll(words);
        children.AddAll(Body);
    }

    private protected override void MoveContent(ShellMove move)
    {
        Variable = move.Of(Variable);
        Words = Words is { } words ? move.Of(words) : null;
        Body = move.Of(Body);
    }
}

/// <summary><c>for ((start; test; step)); do …; done</c>.</summary>
public sealed class ShellArithmeticForSyntax : ShellLoopSyntax
{
    internal ShellArithmeticForSyntax(
        ShellPlace place,
        ImmutableArray<ShellWordPart> header,
        ImmutableArray<ShellStatementSyntax> body,
        ImmutableArray<ShellRedirectionSyntax> redirections) : base(place, body, redirections) => Header = header;

    /// <summary>What stands between the parentheses: text, its semicolons too, and expansions.</summary>
    public ImmutableArray<ShellWordPart> Header { get; private set; }

    private protected override void AddContent(List<ShellNode> children)
    {
        children.AddAll(Header);
        children.AddAll(Body);
    }

    private protected override void MoveContent(ShellMove move)
    {
        Header = move.Of(Header);
        Body = move.Of(Body);
    }
}
