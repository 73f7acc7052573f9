using DockerLint.Syntax.Text;

namespace DockerLint.Formatting.Tests;

/// <summary>What is true of any text that is formatted.</summary>
internal static class FormatChecks
{
    /// <summary>Fails the test where a text is refused, changes again when it is formatted again, or has edits that overlap.</summary>
    public static void Check(string text, FormatOptions options)
    {
        FormatResult once = Formatted.Result(text, options);
        Assert.NotEqual(FormatOutcome.Refused, once.Outcome);
        FormatResult twice = Formatted.Result(once.Text.Value, options);
        Assert.Equal(once.Text.Value, twice.Text.Value);
        int end = 0;
        foreach (TextEdit edit in once.Edits)
        {
            Assert.True(edit.Span.Start >= end, "edits overlap");
            end = edit.Span.End;
        }
    }
}
