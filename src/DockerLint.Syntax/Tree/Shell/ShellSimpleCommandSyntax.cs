using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary>Assignments, a name with its arguments, and redirections anywhere between them.</summary>
public sealed class ShellSimpleCommandSyntax : ShellCommandSyntax
{
    private ImmutableArray<ShellNode> _prefix;
    private ImmutableArray<ShellNode> _rest;
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
        Name = FindName();
    }

    /// <summary>What is run; null for assignments or redirections alone.</summary>
    public ShellWordSyntax? Name { get; private set; }

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

    private protected override void MoveParts(ShellMove move)
    {
        _prefix = move.Of(_prefix);
        _rest = move.Of(_rest);
        Name = FindName();
        _assignments = default;
        _redirections = default;
        _arguments = default;
    }

    internal static ShellCommandSyntax Missing(ShellPlace place) => new ShellSimpleCommandSyntax(place, [], []);

    private ShellWordSyntax? FindName()
    {
        foreach (ShellNode node in _rest)
        {
            if (node is ShellWordSyntax word)
                return word;
        }

        return null;
    }
}
