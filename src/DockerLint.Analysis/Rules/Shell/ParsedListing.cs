using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// The output of <c>ls</c> is for people: names with line ends and other odd characters come out changed. Into grep
/// it is SC2010, into xargs SC2011.
/// </summary>
internal sealed class ParsedListing() : ShellNodeRule<ShellPipelineSyntax>(
    "SC2012", "ParsedListing", Severity.Info, Category.Correctness, "The output of ls is read by another command.")
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

/// <summary>A pattern or find chooses names without reading the output of <c>ls</c>.</summary>
internal sealed class FilteredListing() : ShellNodeRule<ShellPipelineSyntax>(
    "SC2010", "FilteredListing", Severity.Warning, Category.Correctness, "The output of ls is read by grep.")
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

/// <summary>Listings in a pipe.</summary>
internal static class Listings
{
    /// <summary>Each <c>ls</c> that another command reads, and that command.</summary>
    public static IEnumerable<(ShellSimpleCommandSyntax Listing, string? Reader)> In(ShellPipelineSyntax pipeline)
    {
        for (int index = 0; index + 1 < pipeline.Commands.Length; index++)
        {
            if (pipeline.Commands[index] is ShellSimpleCommandSyntax { Name.Literal: "ls" } listing)
                yield return (listing, (pipeline.Commands[index + 1] as ShellSimpleCommandSyntax)?.Name?.Literal);
        }
    }
}
