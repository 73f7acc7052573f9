using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>Pipelines that <c>&amp;&amp;</c> and <c>||</c> join, up to <c>;</c>, <c>&amp;</c> or the end of the line.</summary>
public sealed class ShellStatementSyntax : ShellNode
{
    internal ShellStatementSyntax(
        ShellPlace place,
        ShellPipelineSyntax first,
        ImmutableArray<(ShellOperatorSyntax Operator, ShellPipelineSyntax Pipeline)> rest,
        ShellOperatorSyntax? terminator) : base(place)
    {
        Pipelines = rest.IsEmpty ? [first] : [first, .. rest.Select(static next => next.Pipeline)];
        Operators = rest.IsEmpty ? [] : [.. rest.Select(static next => next.Operator)];
        Terminator = terminator;
    }

    /// <summary>The pipelines, at least one.</summary>
    public ImmutableArray<ShellPipelineSyntax> Pipelines { get; private set; }

    /// <summary><c>&amp;&amp;</c> or <c>||</c> after each pipeline but the last.</summary>
    public ImmutableArray<ShellOperatorSyntax> Operators { get; private set; }

    /// <summary><c>;</c> or <c>&amp;</c>; null: the line or what it stands in ends there.</summary>
    public ShellOperatorSyntax? Terminator { get; private set; }

    /// <summary>Whether <c>&amp;</c> sends it to the background.</summary>
    public bool IsBackground => Terminator is { Kind: ShellOperatorKind.Background };

    internal override void AddChildren(List<ShellNode> children)
    {
        for (int index = 0; index < Pipelines.Length; index++)
        {
            children.Add(Pipelines[index]);
            if (index < Operators.Length)
                children.Add(Operators[index]);
        }

        if (Terminator is not null)
            children.Add(Terminator);
    }

    private protected override void MoveParts(ShellMove move)
    {
        Pipelines = move.Of(Pipelines);
        Operators = move.Of(Operators);
        Terminator = move.OfAny(Terminator);
    }
}
