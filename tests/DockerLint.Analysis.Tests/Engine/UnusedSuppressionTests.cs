using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>Comments that suppress nothing (DK1031).</summary>
public sealed class UnusedSuppressionTests
{
    private static readonly LintOptions s_options = Findings.Only("DK1031", "DL3006", "DL3007", "DK1010", "DK1012", "DL3024", "DL3026");

    [Theory]
    [InlineData("# dockerlint ignore=DL3006\nFROM a:1\n", "1:21")]
    [InlineData("# dockerlint ignore=DL3006\nFROM a\n")]
    [InlineData("# dockerlint ignore=DL3006,DL3007\nFROM a\n", "1:28")]
    [InlineData("# dockerlint ignore = dl3006 , NoLatestTag why\nFROM a\n", "1:32")]
    [InlineData("  # hadolint ignore=DL3006\r\nFROM a:1\r\n", "1:21")]
    [InlineData("# dockerlint global ignore=DL3006\nFROM a:1\n", "1:28")]
    [InlineData("FROM a\n# hadolint global ignore=DL3006\n")]
    [InlineData("FROM a:1\n# dockerlint stage ignore=DL3006\nFROM b:1\nCOPY --from=c x /\n")]
    [InlineData("FROM a:1\n# dockerlint stage ignore=DL3006\nFROM b:1\nFROM c:1\nCOPY --from=b:1 x /\n", "2:27")]
    [InlineData("FROM a:1\n# dockerlint stage ignore=DL3006\nCOPY --from=c:1 x /\n", "2:27")]
    [InlineData("FROM a:1\nENV KEY=1 \\\n# dockerlint ignore=DK1012\n  TOKEN=2\n")]
    [InlineData("FROM a:1\nENV TOKEN=1 \\\n# dockerlint ignore=DK1012\n  VALUE=2\n", "3:21")]
    [InlineData("\uFEFF# dockerlint ignore=DL3006\nFROM a:1\n", "1:21")]
    public void A_name_in_an_ignore_comment_is_unused_where_it_reaches_no_finding(string text, params string[] expected) =>
        Assert.Equal(expected, Unused(text));

    [Theory]
    [InlineData("# check=skip=LegacyKeyValueFormat\nFROM a:1\n", "1:14")]
    [InlineData("# check=skip=LegacyKeyValueFormat;error=true\nFROM a:1\nENV A b\n")]
    [InlineData("# check=error=true;skip=LegacyKeyValueFormat,SecretsUsedInArgOrEnv\nFROM a:1\nENV A b\n", "1:46")]
    [InlineData("FROM a:1\n# check=skip=LegacyKeyValueFormat // why\nENV A=b\n", "2:14")]
    [InlineData("FROM a:1\n#check = skip=LegacyKeyValueFormat\nENV A b\n")]
    [InlineData("FROM a AS x\n# check=skip=DuplicateStageName\nFROM b AS x\n", "2:14")]
    [InlineData("# check=skip=all\nFROM a:1\n")]
    [InlineData("# check=skip=SomeCheckOfTomorrow\nFROM a:1\n")]
    public void So_is_a_check_that_is_skipped(string text, params string[] expected) => Assert.Equal(expected, Unused(text));

    [Theory]
    [InlineData("# dockerlint ignore=DL3008\nFROM a:1\n")]
    [InlineData("# dockerlint ignore=DL3026\nFROM a:1\n")]
    [InlineData("FROM a:1\n# dockerlint ignore=DK3009,DK3010\nCOPY a b* /\n")]
    [InlineData("# dockerlint ignore=SC1091\nFROM a:1\n")]
    [InlineData("# hadolint ignore=DL9999\nFROM a:1\n")]
    [InlineData("# dockerlint ignore=DL3006\nFROM a:1\nRUMN x\n")]
    [InlineData("# dockerlint ignore=DL3006,DK1031\nFROM a:1\n")]
    [InlineData("FROM a:1\n# dockerlint ignore=DK1031\nRUN x\n")]
    [InlineData("# dockerlint global ignore=DK1031\n# dockerlint ignore=DL3006\nFROM a:1\n")]
    [InlineData("# an ordinary comment\nFROM a:1\n")]
    public void Of_what_nobody_can_tell_nothing_is_said(string text) => Assert.Empty(Unused(text));

    [Theory]
    [InlineData("# check=skip=JSONArgsRecommended\nFROM a:1\nCMD b -p $PORT\n")]
    [InlineData("FROM a:1\n# hadolint ignore=DL4006\nRUN yes | b\n")]
    [InlineData("FROM a:1\n# hadolint ignore=SC2086\nRUN b $PHPIZE_DEPS\n")]
    [InlineData("FROM a:1\n# hadolint ignore=DL4006\nRUN a; b\n", "2:19")]
    [InlineData("FROM a:1\n# hadolint ignore=JSONArgsRecommended\nCMD b -p $PORT\n", "2:19")]
    [InlineData("FROM a:1\n# dockerlint ignore=SC2086\nRUN b $PHPIZE_DEPS\n", "2:21")]
    public void What_only_a_peer_reports_needs_its_comment(string text, params string[] expected)
    {
        LintOptions options = LintOptions.Default with { Selected = ["DK1031", "DL4006"] };
        Assert.Equal(expected, Places(text, options));
        Assert.All(Findings.Of(text, options), static finding => Assert.EndsWith("DK1031", finding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("# dockerlint ignore=\nFROM a:1\n", "this comment names no rule; write # dockerlint ignore=RULE, or remove it")]
    [InlineData("# dockerlint ignore=DL307\nFROM a:1\n", "no rule is called 'DL307'; did you mean 'DL3007'?")]
    [InlineData("# dockerlint ignore=nolatestag\nFROM a:1\n", "no rule is called 'nolatestag'; did you mean 'NoLatestTag'?")]
    [InlineData("# dockerlint ignore=whatever-it-is\nFROM a:1\n", "no rule is called 'whatever-it-is'; remove it")]
    [InlineData("# dockerlint ignore=DL3006\nFROM a:1\n", "nothing here is a finding of DL3006; remove it, or it hides the next one")]
    public void The_message_says_what_to_do(string text, string message) => Assert.Equal(message, Lint(text).Single().Message);

    [Theory]
    [InlineData(Profiles.Hadolint, "# dockerlint ignore=DL3006\nFROM a:1\n")]
    [InlineData(Profiles.Hadolint, "# hadolint ignore=DL3006\nFROM a:1\n", "1:19")]
    [InlineData(Profiles.BuildKit, "# hadolint ignore=DL3006\nFROM a:1\n")]
    [InlineData(Profiles.BuildKit, "# check=skip=LegacyKeyValueFormat\nFROM a:1\n", "1:14")]
    [InlineData(Profiles.Hadolint, "FROM a:1\n# hadolint ignore=DK1005\nCMD b -p $PORT\n")]
    public void Under_the_profile_of_a_peer_only_its_own_comments_are_looked_at(Profiles profile, string text, params string[] expected) =>
        Assert.Equal(expected, Places(text, new LintOptions { Profile = profile, Selected = ["DK1031", "DK1005"] }));

    [Fact]
    public void Where_comments_do_not_count_none_is_reported() =>
        Assert.Empty(Places("# dockerlint ignore=DL3006\nFROM a:1\n", s_options with { InlineIgnores = false }));

    [Fact]
    public void It_runs_where_all_rules_do_or_where_it_is_selected()
    {
        const string Text = "# dockerlint ignore=DL3006\nFROM a:1\n";
        Assert.Contains("1:21 DK1031", Findings.Of(Text, new LintOptions { Profile = Profiles.All }));
        Assert.DoesNotContain("1:21 DK1031", Findings.Of(Text));
    }

    [Theory]
    [InlineData("# dockerlint ignore=DL3006\nFROM a:1\n", "FROM a:1\n")]
    [InlineData("# why\r\n  # dockerlint ignore=DL3006 a reason\r\nFROM a:1\r\n", "# why\r\nFROM a:1\r\n")]
    [InlineData("\uFEFF# dockerlint ignore=DL3006\nFROM a:1\n", "\uFEFFFROM a:1\n")]
    [InlineData("FROM a:1\n# dockerlint global ignore=DL3006", "FROM a:1")]
    [InlineData("# dockerlint ignore=DL3006, DL3007 why\nFROM a\n", "# dockerlint ignore=DL3006 why\nFROM a\n")]
    [InlineData("# dockerlint ignore=DL3007 , DL3006 why\nFROM a\n", "# dockerlint ignore=DL3006 why\nFROM a\n")]
    [InlineData("# dockerlint ignore=DL3007,DL3006,DK1010\nFROM a:1\n", "FROM a:1\n")]
    [InlineData("FROM a:1\nENV A=1 \\\n  # dockerlint ignore=DK1012\n  B=2\n", "FROM a:1\nENV A=1 \\\n  B=2\n")]
    [InlineData("# check=skip=LegacyKeyValueFormat\nFROM a:1\n", "FROM a:1\n")]
    [InlineData("# check=skip=LegacyKeyValueFormat;error=true\nFROM a:1\n", "# check=skip=LegacyKeyValueFormat;error=true\nFROM a:1\n")]
    [InlineData("# dockerlint global ignore=DL3006\n# escape=`\nFROM a:1\n", "# dockerlint global ignore=DL3006\n# escape=`\nFROM a:1\n")]
    [InlineData("# dockerlint ignore=DL307\nFROM a:latest\n", "# dockerlint ignore=DL307\nFROM a:latest\n")]
    public void The_fix_takes_the_name_or_the_line_away(string text, string expected) =>
        Assert.Equal(expected, Fixer.Apply(new Linter(s_options), new SourceText(text), FixSafety.Safe).Text.Value);

    [Fact]
    public void A_guess_is_an_unsafe_fix() => Assert.Equal(
        "# dockerlint ignore=DL3007\nFROM a:latest\n",
        Fixer.Apply(new Linter(s_options), new SourceText("# dockerlint ignore=DL307\nFROM a:latest\n"), FixSafety.Unsafe).Text.Value);

    private static string[] Unused(string text) => Places(text, s_options);

    private static string[] Places(string text, LintOptions options)
    {
        var source = new SourceText(text);
        return [.. new Linter(options).Lint(source).Where(IsUnused).Select(finding => source.PositionOf(finding.Span.Start).ToString())];
    }

    private static IEnumerable<Diagnostic> Lint(string text) => new Linter(s_options).Lint(new SourceText(text)).Where(IsUnused);

    private static bool IsUnused(Diagnostic finding) => finding.Rule.Code == "DK1031";
}
