using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A comment that suppresses findings below it is an exception that nobody else sees; some teams want all of them in
/// the configuration. Comments for a stage or the whole file are not meant, nor those that name no rule.
/// </summary>
internal sealed class InlineIgnoreUsed() : Rule(
    new("DL1001", "InlineIgnoreUsed", Severity.Info, Category.Style, Profiles.None, "A comment suppresses findings of the instruction below it.")),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (CommentSyntax comment in file.Syntax.Comments)
        {
            if (IgnoreComment.Parse(comment, context.Source) is { Scope: IgnoreScope.Instruction, Rules: [var first, ..] })
                context.Report(comment.Span, $"this comment suppresses {first.Text} where nobody looks for it; ignore the rule in the configuration");
        }
    }
}
