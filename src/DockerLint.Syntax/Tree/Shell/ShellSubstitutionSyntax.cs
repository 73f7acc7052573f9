using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>A script within a word: <c>$(…)</c>, <c>`…`</c>, <c>&lt;(…)</c> or <c>&gt;(…)</c>.</summary>
public abstract class ShellSubstitutionSyntax : ShellWordPart
{
    private protected ShellSubstitutionSyntax(ShellPlace place, ImmutableArray<ShellStatementSyntax> statements)
        : base(place) => Statements = statements;

    /// <summary>The statements between the brackets.</summary>
    public ImmutableArray<ShellStatementSyntax> Statements { get; private set; }

    internal override void AddChildren(List<ShellNode> children) => children.AddAll(Statements);

    private protected override void MoveParts(ShellMove move) => Statements = move.Of(Statements);
}

/// <summary><c>$(…)</c> or <c>`…`</c>: what the commands write.</summary>
public sealed class ShellCommandSubstitutionSyntax : ShellSubstitutionSyntax
{
    internal ShellCommandSubstitutionSyntax(ShellPlace place, ImmutableArray<ShellStatementSyntax> statements)
        : base(place, statements)
    {
    }

    /// <summary>Whether it is written with backquotes.</summary>
    public bool IsBackquoted => Characters[0] == '`';
}

/// <summary>
/// <c>&lt;(…)</c> or <c>&gt;(…)</c>: the name of a file from which to read what the commands write, or to which to
/// write what they read.
/// </summary>
public sealed class ShellProcessSubstitutionSyntax : ShellSubstitutionSyntax
{
    internal ShellProcessSubstitutionSyntax(ShellPlace place, ImmutableArray<ShellStatementSyntax> statements)
        : base(place, statements)
    {
    }

    /// <summary>Whether it is <c>&gt;(…)</c>.</summary>
    public bool IsOutput => Characters[0] == '>';
}
