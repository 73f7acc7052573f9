using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// The output of <c>ls</c> is for people: names with line ends and other odd characters come out changed. Into grep
/// it is SC2010, into xargs SC2011.
/// </summary>
internal sealed class ParsedListing() : ShellNodeRule<ShellPipelineSyntax>(
    "SC2012", "ParsedListing", Severity.Info, Category.Correctness, "The output of ls is read by another command.", commands: "ls")
{
    protected override void Check(ShellPipelineSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        foreach ((ShellSimpleCommandSyntax listing, string? reader) in Listings.In(node))
        {
            if (reader is not ("grep" or "xargs"))
                context.Report(listing.Span, "ls changes names that are out of the ordinary; use find or a pattern");
        }
    }
}
