using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary><c>{ …; }</c>, run in this shell, or <c>(…)</c>, run in a copy of it.</summary>
public sealed class ShellGroupSyntax : ShellCompoundCommandSyntax
{
    internal ShellGroupSyntax(
        ShellPlace place,
        ImmutableArray<ShellStatementSyntax> statements,
        ImmutableArray<ShellRedirectionSyntax> redirections) : base(place, redirections) => Statements = statements;

    /// <summary>Whether it is <c>(…)</c>: what it changes of the shell ends with it.</summary>
    public bool IsSubshell => Characters[0] == '(';

    /// <summary>The statements.</summary>
    public ImmutableArray<ShellStatementSyntax> Statements { get; private set; }

    private protected override void AddContent(List<ShellNode> children) => children.AddAll(Statements);

    private protected override void MoveContent(ShellMove move) => Statements = move.Of(Statements);
}
