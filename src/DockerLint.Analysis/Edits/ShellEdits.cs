using System.Buffers;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Edits;

/// <summary>Changes of words and commands of a shell script.</summary>
internal static class ShellEdits
{
    /// <summary>What means something only outside of quotes, or another thing within.</summary>
    private static readonly SearchValues<char> s_special = SearchValues.Create("*?[]{}~!\\");

    /// <summary>
    /// Puts an expansion in double quotes, together with the word that it is in where the rest of that means the same
    /// in quotes.
    /// </summary>
    /// <returns>Null within backquotes, where quotes have other rules.</returns>
    public static Fix? Quote(ShellSite site)
    {
        for (ShellSite? around = site; around is not null; around = around.Parent)
        {
            if (around.Node is ShellCommandSubstitutionSyntax { IsBackquoted: true })
                return null;
        }

        bool isWhole = site.Parent?.MeansTheSameQuoted is true;
        TextSpan span = isWhole ? site.Parent!.Node.Span : site.Node.Span;
        return new Fix("Put it in double quotes", IsSafe: false, [Edit.Insert(span.Start, "\""), Edit.Insert(span.End, "\"")]);
    }

    /// <summary>Whether a command is a statement of its own, or one of those that <c>&amp;&amp;</c> joins, without a pipe or a <c>!</c>.</summary>
    /// <param name="site">The command.</param>
    /// <param name="followsAnd">Whether others may stand before it.</param>
    public static bool StandsAlone(ShellSite site, bool followsAnd)
    {
        if (site is not { Parent: { Node: ShellPipelineSyntax { Prefixes.IsEmpty: true, Commands.Length: 1 } pipeline, Parent.Node: ShellStatementSyntax statement } })
            return false;
        int index = Sorted.CountWhile(statement.Pipelines.AsSpan(), pipeline.LogicalSpan.Start, static (other, start) => other.LogicalSpan.Start < start);
        return index == 0 || (followsAnd && statement.Operators[index - 1].Kind == ShellOperatorKind.And);
    }

    /// <summary>Whether a command is all of a statement, without a pipe or a <c>!</c>.</summary>
    public static bool IsStatement(ShellSite site) =>
        StandsAlone(site, followsAnd: false) && site.Parent!.Parent!.Node is ShellStatementSyntax { Pipelines.Length: 1, IsBackground: false };

    /// <summary>Whether a node stands in the file in one piece.</summary>
    public static bool IsVerbatim(ShellNode node, SourceText source) => Edit.IsVerbatim(source, node.Span, node.Characters);

    /// <summary>Whether a node is a word that can be put in double quotes as it is.</summary>
    public static bool MeansTheSameQuoted(ShellNode node) => node is ShellWordSyntax word && word.Parts.All(MeansTheSameQuoted);

    private static bool MeansTheSameQuoted(ShellWordPart part) => part switch
    {
        ShellParameterExpansionSyntax or ShellCommandSubstitutionSyntax { IsBackquoted: false } => true,
        ShellLiteralSyntax => !part.Characters.ContainsAny(s_special),
        _ => false,
    };
}
