using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary><c>case word in pattern) …;; esac</c>.</summary>
public sealed class ShellCaseSyntax : ShellCompoundCommandSyntax
{
    internal ShellCaseSyntax(
        ShellPlace place,
        ShellWordSyntax word,
        ImmutableArray<ShellCaseItemSyntax> items,
        ImmutableArray<ShellRedirectionSyntax> redirections) : base(place, redirections)
    {
        Word = word;
        Items = items;
    }

    /// <summary>What the patterns are held against.</summary>
    public ShellWordSyntax Word { get; private set; }

    /// <summary>The cases, in order.</summary>
    public ImmutableArray<ShellCaseItemSyntax> Items { get; private set; }

    private protected override void AddContent(List<ShellNode> children)
    {
        children.Add(Word);
        children.AddAll(Items);
    }

    private protected override void MoveContent(ShellMove move)
    {
        Word = move.Of(Word);
        Items = move.Of(Items);
    }
}

/// <summary>One case: patterns and what is run when one of them fits.</summary>
public sealed class ShellCaseItemSyntax : ShellNode
{
    internal ShellCaseItemSyntax(
        ShellPlace place,
        ImmutableArray<ShellWordSyntax> patterns,
        ImmutableArray<ShellStatementSyntax> body,
        ShellOperatorSyntax? terminator) : base(place)
    {
        Patterns = patterns;
        Body = body;
        Terminator = terminator;
    }

    /// <summary>The patterns, at least one.</summary>
    public ImmutableArray<ShellWordSyntax> Patterns { get; private set; }

    /// <summary>What is run; may be empty.</summary>
    public ImmutableArray<ShellStatementSyntax> Body { get; private set; }

    /// <summary><c>;;</c>, <c>;&amp;</c> or <c>;;&amp;</c>; null: the last case may go without.</summary>
    public ShellOperatorSyntax? Terminator { get; private set; }

    internal override void AddChildren(List<ShellNode> children)
    {
        children.AddAll(Patterns);
        children.AddAll(Body);
        if (Terminator is not null)
            children.Add(Terminator);
    }

    private protected override void MoveParts(ShellMove move)
    {
        Patterns = move.Of(Patterns);
        Body = move.Of(Body);
        Terminator = move.OfAny(Terminator);
    }
}
