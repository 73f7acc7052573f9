using System.Collections.Immutable;
using System.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting;

/// <summary>Blanks between the words and operators of a script, of which a shell sees only that there are some.</summary>
/// <param name="Start">Offset of the first in the script.</param>
/// <param name="End">Offset after the last.</param>
/// <param name="Parent">What they stand directly in.</param>
internal readonly record struct ShellGap(int Start, int End, ShellNode Parent);

/// <summary>Finds such blanks.</summary>
internal sealed class ShellGaps
{
    private readonly ShellScriptSyntax _script;
    private readonly int _length;
    private readonly ImmutableArray<ShellGap>.Builder _gaps = ImmutableArray.CreateBuilder<ShellGap>();
    private readonly int _firstComment;

    private ShellGaps(ShellScriptSyntax script, int length)
    {
        _script = script;
        _length = length;
        _firstComment = script.Comments
            .Where(comment => comment.LogicalText == script.LogicalText)
            .Select(static comment => comment.LogicalSpan.Start)
            .DefaultIfEmpty(length)
            .Min();
    }

    /// <summary>The gaps of a script, in order; none where it cannot be read. What is quoted has none.</summary>
    /// <param name="script">The script.</param>
    /// <param name="length">How much of it to look at: the part that stands on the lines of the instruction itself.</param>
    public static ImmutableArray<ShellGap> Of(ShellScriptSyntax script, int length)
    {
        if (!script.Errors.IsEmpty)
            return [];
        var gaps = new ShellGaps(script, length);
        gaps.Walk(script);
        return gaps._gaps.DrainToImmutable();
    }

    /// <summary>The text of a script with one blank for each gap.</summary>
    public static string Collapse(string text, ShellScriptSyntax script)
    {
        var collapsed = new StringBuilder(text.Length);
        int end = 0;
        foreach (ShellGap gap in Of(script, text.Length))
        {
            collapsed.Append(text, end, gap.Start - end).Append(' ');
            end = gap.End;
        }

        return collapsed.Append(text, end, text.Length - end).ToString();
    }

    private void Walk(ShellNode node)
    {
        if (node is ShellWordSyntax word)
        {
            // Blanks in a word are text, but for those of scripts and lists within it.
            if (!word.IsPlain)
            {
                foreach (ShellWordPart part in word.Parts)
                    Walk(part);
            }
        }
        else if (node is ShellAssignmentSyntax assignment)
        {
            Walk(assignment.Value);
        }
        else if (IsSpaced(node))
        {
            int end = node.LogicalSpan.Start;
            foreach (ShellNode child in node.Children)
            {
                if (child is ShellHereDocumentSyntax)
                    continue;
                Between(end, child.LogicalSpan.Start, node);
                Walk(child);
                end = child.LogicalSpan.End;
            }

            Between(end, node.LogicalSpan.End, node);
        }
    }

    private static bool IsSpaced(ShellNode node) => node switch
    {
        ShellArithmeticCommandSyntax => false,
        ShellRedirectionSyntax redirection => redirection.Kind != ShellRedirectionKind.HereDocument,
        ShellCommandSubstitutionSyntax substitution => !substitution.IsBackquoted,
        ShellScriptSyntax or ShellStatementSyntax or ShellPipelineSyntax or ShellCommandSyntax or ShellIfClauseSyntax
            or ShellCaseItemSyntax or ShellMatchSyntax or ShellProcessSubstitutionSyntax or ShellArraySyntax => true,
        _ => false,
    };

    private void Between(int start, int end, ShellNode parent)
    {
        ReadOnlySpan<char> text = _script.LogicalText.Span;
        end = Math.Min(end, Math.Min(_length, _firstComment));
        while (start < end)
        {
            if (text[start] is not (' ' or '\t'))
            {
                start++;
                continue;
            }

            int first = start;
            while (start < end && text[start] is ' ' or '\t')
                start++;
            if (first > 0 && start < _length)
                _gaps.Add(new ShellGap(first, start, parent));
        }
    }
}
