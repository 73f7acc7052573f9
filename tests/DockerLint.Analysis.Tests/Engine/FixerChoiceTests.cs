using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>What the fixer puts right, and when it leaves a text as it was.</summary>
public sealed class FixerChoiceTests
{
    private static readonly Linter s_linter = new(Findings.Only("SC2006"));

    [Theory]
    [InlineData("FROM a:1\nRUN echo `a` `b`\n", "FROM a:1\nRUN echo $(a) $(b)\n", 2)]
    [InlineData("FROM a:1\nRUN echo $(a)\n", "FROM a:1\nRUN echo $(a)\n", 0)]
    public void Fixes_are_applied_and_counted(string text, string expected, int count)
    {
        FixedText result = Fixer.Apply(s_linter, new SourceText(text), FixSafety.Safe);
        Assert.Equal((expected, count), (result.Text.Value, result.Count));
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void Only_what_is_chosen_is_fixed()
    {
        FixedText result = Fixer.Apply(
            s_linter, new SourceText("FROM a:1\nRUN echo `a` `b`\n"), FixSafety.Safe, choice: static (_, findings) => findings is [_, var second] ? [second] : []);
        Assert.Equal(("FROM a:1\nRUN echo `a` $(b)\n", 1), (result.Text.Value, result.Count));
        Assert.Single(result.Findings);
    }

    [Theory]
    [InlineData("RUMN x\n")]
    [InlineData("FROM b:1 AS a\nFROM c:1 AS a\n")]
    public void A_fix_that_brings_an_error_is_dropped_and_the_others_are_made(string insertion)
    {
        FixedText result = Fixer.Apply(
            new Linter(Findings.Only("SC2006", "DL3024", "DL3000"), [.. RuleCatalog.Rules, new Breaks(insertion)]), new SourceText(Text), FixSafety.Safe);
        Assert.Equal((Text.Replace("`a`", "$(a)", StringComparison.Ordinal), 1), (result.Text.Value, result.Count));
        Assert.NotEmpty(result.Findings);
    }

    [Fact]
    public void A_level_that_was_raised_makes_no_error()
    {
        var options = new LintOptions { Severities = LintOptions.Default.Severities.Add("DL3014", Severity.Error) };
        FixedText result = Fixer.Apply(new Linter(options), new SourceText("FROM debian:12\nRUN apt install curl\nMAINTAINER me\n"), FixSafety.Safe);
        Assert.Equal("FROM debian:12\nRUN apt-get install curl\nLABEL org.opencontainers.image.authors=\"me\"\n", result.Text.Value);
    }

    private const string Text = "FROM a:1\nRUN echo `a`\nWORKDIR x\n";

    /// <summary>A rule whose fix is wrong.</summary>
    private sealed class Breaks(string insertion) : Rule(
        new("DL3000", "Breaks", Severity.Warning, Category.Style, Profiles.None, "A rule of the tests.")), IVisit<WorkdirSyntax>
    {
        public void Visit(WorkdirSyntax part, RuleContext context) =>
            context.Report(part.Span, "a finding", fix: new Fix("Break it", IsSafe: true, ImmutableArray.Create(new TextEdit(new TextSpan(part.Span.Start, 0), insertion))));
    }
}
