using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>Assignments, a name with its arguments, and redirections anywhere between them.</summary>
public sealed class ShellSimpleCommandSyntax : ShellCommandSyntax
{
    private readonly ImmutableArray<ShellNode> _prefix;
    private readonly ImmutableArray<ShellNode> _rest;
    private ImmutableArray<ShellAssignmentSyntax> _assignments;
    private ImmutableArray<ShellRedirectionSyntax> _redirections;
    private ImmutableArray<ShellWordSyntax> _arguments;

    /// <param name="place">Where it stands.</param>
    /// <param name="prefix">Assignments and redirections before the name.</param>
    /// <param name="rest">The name, arguments, and redirections between them.</param>
    internal ShellSimpleCommandSyntax(ShellPlace place, ImmutableArray<ShellNode> prefix, ImmutableArray<ShellNode> rest)
        : base(place)
    {
        _prefix = prefix;
        _rest = rest;
        foreach (ShellNode node in rest)
        {
            if (node is not ShellWordSyntax word)
                continue;
            Name = word;
            break;
        }
    }

    /// <summary>What is run; null for assignments or redirections alone.</summary>
    public ShellWordSyntax? Name { get; }

    /// <summary>The assignments before the name.</summary>
    public ImmutableArray<ShellAssignmentSyntax> Assignments => _assignments.IsDefault
        ? _assignments = ShellChildren.Of<ShellAssignmentSyntax>(_prefix)
        : _assignments;

    /// <summary>The words after the name.</summary>
    public ImmutableArray<ShellWordSyntax> Arguments => _arguments.IsDefault
        ? _arguments = ShellChildren.Of<ShellWordSyntax>(_rest, skipped: 1)
        : _arguments;

    /// <summary>The redirections, in order.</summary>
    public ImmutableArray<ShellRedirectionSyntax> Redirections => _redirections.IsDefault
        ? _redirections = ShellChildren.Of<ShellRedirectionSyntax>(_prefix).AddRange(ShellChildren.Of<ShellRedirectionSyntax>(_rest))
        : _redirections;

    /// <summary>Whether nothing stands where a command must; the script has an error there.</summary>
    public bool IsMissing => _prefix.IsEmpty && _rest.IsEmpty;

    internal override void AddChildren(List<ShellNode> children)
    {
        children.AddAll(_prefix);
        children.AddAll(_rest);
    }

    internal static ShellCommandSyntax Missing(ShellPlace place) => new ShellSimpleCommandSyntax(place, [], []);
}
