using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>A pattern or find chooses names without reading the output of <c>ls</c>.</summary>
internal sealed class FilteredListing() : ShellNodeRule<ShellPipelineSyntax>(
    "SC2010", "FilteredListing", Severity.Warning, Category.Correctness, "The output of ls is read by grep.", commands: "ls")
{
    protected override void Check(ShellPipelineSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        foreach ((ShellSimpleCommandSyntax listing, string? reader) in Listings.In(node))
        {
            if (reader == "grep")
                context.Report(listing.Span, "ls changes names that are out of the ordinary; use a pattern, or a loop with a condition");
        }
    }
}
