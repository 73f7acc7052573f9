using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>A node of a script and what it stands in.</summary>
/// <param name="node">The node.</param>
/// <param name="parent">Where what it directly stands in stands; null for the script itself.</param>
public sealed class ShellSite(ShellNode node, ShellSite? parent)
{
    private bool? _meansTheSameQuoted;

    /// <summary>The node.</summary>
    public ShellNode Node { get; } = node;

    /// <summary>Where what it directly stands in stands; null for the script itself.</summary>
    public ShellSite? Parent { get; } = parent;

    /// <summary>The program that it runs, or what the shell itself has, without its folder; null where it is no command or the name is not written out.</summary>
    public string? Program { get; } = node is ShellSimpleCommandSyntax command ? ShellCommand.NameOf(command) : null;

    /// <summary>The next one of the same kind, in the order of the text.</summary>
    internal ShellSite? Next { get; set; }

    /// <summary>Whether it is a word that can be put in double quotes as it is; kept, since a word may hold many expansions.</summary>
    internal bool MeansTheSameQuoted => _meansTheSameQuoted ??= ShellEdits.MeansTheSameQuoted(Node);

    /// <summary>The simple command that it belongs to, that of a substitution which it stands in first; null where there is none.</summary>
    public ShellSimpleCommandSyntax? Command
    {
        get
        {
            for (ShellSite? site = this; site is not null; site = site.Parent)
            {
                if (site.Node is ShellSimpleCommandSyntax command)
                    return command;
            }

            return null;
        }
    }

    /// <summary>
    /// Whether the shell splits what an expansion yields into words and takes these for patterns: it stands in a word
    /// of a command or a redirection, outside of quotes. Not in an assignment, <c>[[ … ]]</c>, the words of <c>for</c>
    /// and <c>case</c>, arithmetic and here-documents, nor where it is all that names the command.
    /// </summary>
    public bool IsSplit(ShellDialect dialect)
    {
        ShellSite site = this;
        while (site.Parent is { Node: ShellWordSyntax or ShellParenthesizedSyntax } around)
            site = around;
        return site.Parent?.Node switch
        {
            ShellSimpleCommandSyntax command when site.Node is ShellWordSyntax word => IsSplit(command, word, dialect),
            ShellRedirectionSyntax => true,
            _ => false,
        };
    }

    private static bool IsSplit(ShellSimpleCommandSyntax command, ShellWordSyntax word, ShellDialect dialect)
    {
        bool isWhole = word.Parts.Length == 1;
        if (word == command.Name)
            return !isWhole;
        return command.Name?.Literal switch
        {
            "let" => false,
            "exec" or "command" or "builtin" => !isWhole || word != command.Arguments[0],
            { } name when ShellNames.IsDeclaration(name) => dialect == ShellDialect.Sh || ShellNames.AssignedBy(word).IsEmpty,
            _ => true,
        };
    }
}
