using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting.Tests;

/// <summary>Short ways to format a text.</summary>
internal static class Formatted
{
    public static FormatResult Result(string text, FormatOptions? options = null) =>
        Formatter.Format(DockerfileModel.Create(DockerfileSyntax.Parse(text)), options ?? FormatOptions.Default);

    public static string Of(string text, FormatOptions? options = null)
    {
        FormatResult result = Result(text, options);
        Assert.NotEqual(FormatOutcome.Refused, result.Outcome);
        return result.Text.Value;
    }
}
