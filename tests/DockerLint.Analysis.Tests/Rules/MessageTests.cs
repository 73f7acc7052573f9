using DockerLint.Analysis.Tests.Pages;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>What findings and fixes say, of the examples on the pages.</summary>
public sealed class MessageTests
{
    [Theory]
    [MemberData(nameof(RulePageTests.Codes), MemberType = typeof(RulePageTests))]
    public void A_finding_and_its_fixes_say_something_to_the_end(string code) => Assert.All(Found(code), finding =>
    {
        Assert.Matches("[^\\s;,:]$", finding.Message);
        Assert.All(finding.Related, related => Assert.Matches("[^\\s;,:]$", related.Message));
        Assert.All(finding.Fixes, fix => Assert.Matches("^[A-Z].*[^\\s;,:]$", fix.Title));
    });

    [Theory]
    [InlineData("DL3051")]
    [InlineData("DL3052")]
    [InlineData("DL3053")]
    [InlineData("DL3054")]
    [InlineData("DL3055")]
    [InlineData("DL3056")]
    [InlineData("DL3058")]
    [InlineData("DK4003")]
    [InlineData("DK1033")]
    public void A_finding_says_what_to_do(string code) => Assert.All(Found(code), finding => Assert.Matches("; \\w", finding.Message));

    [Theory]
    [InlineData("Version", "all lower case")]
    [InlineData("a+b", "other characters")]
    [InlineData("1a", "start with a letter")]
    [InlineData("a-", "end with a letter or digit")]
    [InlineData("a..b", "two separators")]
    [InlineData("com.docker.a", "Docker keeps")]
    [InlineData("\"\"", "is empty")]
    public void A_label_key_is_told_what_is_wrong_with_it(string key, string reason) =>
        Assert.Contains(reason, Findings.MessageOf("DL3048", $"FROM a\nLABEL {key}=x\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("export A=1", "use ENV")]
    [InlineData("cd /a", "use WORKDIR")]
    [InlineData("conda activate a", "PATH")]
    [InlineData(". /root/.bashrc", "ENV")]
    [InlineData("umask 0", "in the RUN")]
    public void What_ends_with_the_RUN_has_its_remedy(string run, string remedy) =>
        Assert.Contains(remedy, Findings.MessageOf("DK4003", $"FROM a\nRUN {run}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("--port=$PORT", "'$PORT'")]
    [InlineData("a:${PORT:-1}", "'$PORT'")]
    public void The_variable_that_stays_is_named(string word, string name) =>
        Assert.Contains(name, Findings.MessageOf("DK1033", $"FROM a\nCMD [\"a\", \"{word}\"]\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("DL3008", "apt-get install a", "NAME=VERSION")]
    [InlineData("DL3013", "pip install a", "NAME==VERSION")]
    [InlineData("DL3016", "npm install a", "NAME@VERSION")]
    [InlineData("DL3018", "apk add a", "NAME=VERSION")]
    [InlineData("DL3028", "gem install a", "NAME:VERSION")]
    [InlineData("DL3033", "yum install a", "NAME-VERSION (a module as NAME:STREAM)")]
    [InlineData("DL3037", "zypper install a", "NAME=VERSION")]
    [InlineData("DL3041", "dnf install a", "NAME-VERSION (a module as NAME:STREAM)")]
    [InlineData("DL3062", "go install a", "MODULE@VERSION")]
    public void A_package_is_pinned_as_its_manager_has_it(string code, string run, string form) =>
        Assert.EndsWith($"pin it as {form}", Findings.MessageOf(code, $"FROM a\nRUN {run}\n"), StringComparison.Ordinal);

    private static IEnumerable<Diagnostic> Found(string code) =>
        RulePage.Read(code).Examples("Bad").SelectMany(example => example.Lint(code)).Where(finding => finding.Rule.Code == code);
}
