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
        ? _assignments = [.. _prefix.OfType<ShellAssignmentSyntax>()]
        : _assignments;

    /// <summary>The words after the name.</summary>
    public ImmutableArray<ShellWordSyntax> Arguments => _arguments.IsDefault
        ? _arguments = [.. _rest.OfType<ShellWordSyntax>().Skip(1)]
        : _arguments;

    /// <summary>The redirections, in order.</summary>
    public ImmutableArray<ShellRedirectionSyntax> Redirections => _redirections.IsDefault
        ? _redirections = [.. _prefix.Concat(_rest).OfType<ShellRedirectionSyntax>()]
        : _redirections;

    /// <summary>Whether nothing stands where a command must; the script has an error there.</summary>
    public bool IsMissing => _prefix.IsEmpty && _rest.IsEmpty;

    internal override void AddChildren(List<ShellNode> children)
    {
        children.AddRange(_prefix);
        children.AddRange(_rest);
    }

    internal static ShellCommandSyntax Missing(ShellPlace place) => new ShellSimpleCommandSyntax(place, [], []);
}
