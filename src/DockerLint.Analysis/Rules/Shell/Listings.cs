using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

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
