using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>Commands, each with its output in the next one's input; most often only one.</summary>
public sealed class ShellPipelineSyntax : ShellNode
{
    internal ShellPipelineSyntax(
        ShellPlace place,
        ImmutableArray<ShellOperatorSyntax> prefixes,
        ShellCommandSyntax first,
        ImmutableArray<(ShellOperatorSyntax Operator, ShellCommandSyntax Command)> rest) : base(place)
    {
        Prefixes = prefixes;
        Commands = rest.IsEmpty ? [first] : [first, .. rest.Select(static next => next.Command)];
        Operators = rest.IsEmpty ? [] : [.. rest.Select(static next => next.Operator)];
    }

    /// <summary><c>!</c> and <c>time</c> before it.</summary>
    public ImmutableArray<ShellOperatorSyntax> Prefixes { get; private set; }

    /// <summary>The commands, at least one.</summary>
    public ImmutableArray<ShellCommandSyntax> Commands { get; private set; }

    /// <summary><c>|</c> or <c>|&amp;</c> after each command but the last.</summary>
    public ImmutableArray<ShellOperatorSyntax> Operators { get; private set; }

    /// <summary>Whether its status is turned round; two <c>!</c> undo each other.</summary>
    public bool IsNegated => Prefixes.Count(static prefix => prefix.Kind == ShellOperatorKind.Not) % 2 == 1;

    internal override void AddChildren(List<ShellNode> children)
    {
        children.AddAll(Prefixes);
        for (int index = 0; index < Commands.Length; index++)
        {
            children.Add(Commands[index]);
            if (index < Operators.Length)
                children.Add(Operators[index]);
        }
    }

    private protected override void MoveParts(ShellMove move)
    {
        Prefixes = move.Of(Prefixes);
        Commands = move.Of(Commands);
        Operators = move.Of(Operators);
    }
}
