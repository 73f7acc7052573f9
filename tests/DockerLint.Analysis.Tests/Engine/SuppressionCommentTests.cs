using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Tests.Pages;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>The comments that are written to suppress a finding.</summary>
public sealed class SuppressionCommentTests
{
    /// <summary>They speak of comments.</summary>
    private static readonly string[] s_withoutInstruction = ["DK1016", "DK1031", "DL1001"];

    [Theory]
    [InlineData("DL3006", "FROM alpine\n", "# dockerlint ignore=DL3006\nFROM alpine\n")]
    [InlineData("DL3006", "\uFEFFFROM alpine\n", "\uFEFF# dockerlint ignore=DL3006\nFROM alpine\n")]
    [InlineData("DL3006", "# syntax=docker/dockerfile:1\nFROM alpine\n", "# syntax=docker/dockerfile:1\n# dockerlint ignore=DL3006\nFROM alpine\n")]
    [InlineData("DL3006", "  FROM alpine\n", "  # dockerlint ignore=DL3006\n  FROM alpine\n")]
    [InlineData("DL3006", "FROM \\\n  alpine\n", "FROM \\\n  # dockerlint ignore=DL3006\n  alpine\n")]
    [InlineData("DL3006", "# dockerlint ignore=DL3007\nFROM alpine\n", "# dockerlint ignore=DL3007,DL3006\nFROM alpine\n")]
    [InlineData("DL3006", "# dockerlint ignore=DL3007 moved\nFROM alpine\n", "# dockerlint ignore=DL3007,DL3006 moved\nFROM alpine\n")]
    [InlineData("DL3006", "# dockerlint global ignore=DL3007\nFROM alpine\n", "# dockerlint global ignore=DL3007\n# dockerlint ignore=DL3006\nFROM alpine\n")]
    [InlineData("DL3006", "# hadolint ignore=DL3007\nFROM alpine\n", "# hadolint ignore=DL3007\n# dockerlint ignore=DL3006\nFROM alpine\n")]
    [InlineData("DL3006", "# dockerlint ignore=\nFROM alpine\n", "# dockerlint ignore=\n# dockerlint ignore=DL3006\nFROM alpine\n")]
    [InlineData("DL3004", "FROM a\nRUN a && \\\n    sudo b\n", "FROM a\nRUN a && \\\n    # dockerlint ignore=DL3004\n    sudo b\n")]
    [InlineData("DL3006", "# escape=`\nFROM `\n\talpine\n", "# escape=`\nFROM `\n\t# dockerlint ignore=DL3006\n\talpine\n")]
    [InlineData("DL3004", "FROM a\nRUN a && \\\n# dockerlint ignore=DL3009\n  sudo b\n", "FROM a\nRUN a && \\\n# dockerlint ignore=DL3009,DL3004\n  sudo b\n")]
    [InlineData("DL3004", "FROM a\nRUN <<E\nsudo b\nE\n", "FROM a\n# dockerlint ignore=DL3004\nRUN <<E\nsudo b\nE\n")]
    [InlineData("DK1003", "FROM a\nRUN a \\\n\n b\n", "FROM a\n# dockerlint ignore=DK1003\nRUN a \\\n\n b\n")]
    public void It_is_written_as_near_as_it_can_be(string code, string before, string after)
    {
        Assert.Equal(after, Suppressed(code, before));
        Assert.Equal(after.ReplaceLineEndings("\r\n"), Suppressed(code, before.ReplaceLineEndings("\r\n")));
        Assert.Empty(Findings.OfRule(code, after));
    }

    [Theory]
    [MemberData(nameof(RulePageTests.Codes), MemberType = typeof(RulePageTests))]
    public void It_suppresses_what_it_is_written_for_and_brings_nothing(string code)
    {
        foreach (PageExample example in RulePage.Read(code).Examples("Bad"))
        {
            ImmutableArray<Diagnostic> findings = [.. example.Lint(code).Where(finding => finding.Rule.Code == code)];
            foreach (Diagnostic finding in findings)
            {
                TextEdit? edit = SuppressionComment.For(DockerfileReading.Of(example.Source), finding, Findings.Only(code));
                Assert.Equal(s_withoutInstruction.Contains(code), edit is null);
                if (edit is null)
                    continue;
                string text = Fixer.Apply(example.Source, [edit.Value]).Value;
                PageExample commented = example with { Dockerfile = example.Dockerfile with { Text = text } };
                int left = commented.Lint(code).Count(other => other.Rule.Code == code);
                Assert.True(left < findings.Length, $"{code}.md:{example.Line}\n{text}");
            }
        }
    }

    [Fact]
    public void It_has_a_line_of_its_own_in_a_file_of_one_line() =>
        Assert.Equal("# dockerlint ignore=DL3006\nFROM alpine", Suppressed("DL3006", "FROM alpine"));

    [Fact]
    public void Hadolints_profile_heeds_hadolints_comments() => Assert.Equal(
        "# hadolint ignore=DL3006\nFROM alpine\n", Suppressed("DL3006", "FROM alpine\n", new LintOptions { Profile = Profiles.Hadolint }));

    [Fact]
    public void None_is_written_where_none_counts()
    {
        Assert.Null(Suppressed("DL3006", "FROM alpine\n", Findings.Only("DL3006") with { InlineIgnores = false }));
        Assert.Null(Suppressed("DK1001", "FROM alpine AS A\n", new LintOptions { Profile = Profiles.BuildKit }));
    }

    [Fact]
    public void None_is_written_where_no_instruction_is_below()
    {
        Assert.Null(Suppressed("DK1031", "FROM alpine:3\n# dockerlint ignore=DL3006\n", Findings.Only("DK1031", "DL3006")));
        Assert.Null(Suppressed("DK1031", "# dockerlint ignore=DL3006\nFROM alpine:3\n", Findings.Only("DK1031", "DL3006")));
    }

    private static string? Suppressed(string code, string text, LintOptions? options = null)
    {
        options ??= Findings.Only(code);
        var source = new SourceText(text);
        Diagnostic finding = new Linter(options).Lint(source).First(finding => finding.Rule.Code == code);
        return SuppressionComment.For(DockerfileReading.Of(source), finding, options) is { } edit ? Fixer.Apply(source, [edit]).Value : null;
    }
}
