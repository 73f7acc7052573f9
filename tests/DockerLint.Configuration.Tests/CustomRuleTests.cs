using CsCheck;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Configuration.Tests;

public sealed class CustomRuleTests
{
    private static LintOptions Options(string yaml)
    {
        FileConfiguration configuration = new Sources().With("/w/.dockerlint.yaml", yaml).For();
        Assert.Empty(configuration.Problems);
        return configuration.Lint;
    }

    private static string Rule(string match, string more = "") =>
        $"profile: none\ncustom-rules:\n  - id: ACME001\n    message: m\n    match: {match}\n    {more}\n";

    /// <summary>What the rule finds, by the texts of its places.</summary>
    private static string Found(string match, string dockerfile, string more = "")
    {
        var source = new SourceText(dockerfile);
        return string.Join('|', new Linter(Options(Rule(match, more))).Lint(source)
            .Where(static finding => finding.Rule.Code == "ACME001")
            .Select(finding => source.Slice(finding.Span).ToString()));
    }

    [Theory]
    // Instructions, by keyword.
    [InlineData("{instruction: ADD}", "FROM a\nADD b c\nCOPY b c\n", "ADD")]
    [InlineData("{instruction: [add, copy]}", "FROM a\nadd b c\nCOPY b c\n", "add|COPY")]
    [InlineData("{instruction: RUN}", "FROM a\nONBUILD RUN b\n", "RUN")]
    [InlineData("{instruction: ONBUILD}", "FROM a\nONBUILD RUN b\n", "ONBUILD")]
    // Flags.
    [InlineData("{flag: --chown=root*}", "FROM a\nCOPY --chown=root:root b c\nCOPY --chown=app b c\n", "--chown=root:root")]
    [InlineData("{flag: [mount=type=secret*, network=host]}", "FROM a\nRUN --mount=type=cache,target=/c --mount=type=secret,id=x b\nRUN --network=host c\n", "--mount=type=secret,id=x|--network=host")]
    [InlineData("{flag: link, instruction: ADD}", "FROM a\nCOPY --link b c\nADD --link b c\n", "--link")]
    // Images.
    [InlineData("{image: alpine*}", "FROM alpine:3\nFROM debian\nCOPY --from=alpine a b\n", "alpine:3|alpine")]
    [InlineData("{image: docker.io/*}", "FROM alpine:3\nFROM quay.io/a/b\n", "alpine:3")]
    [InlineData("{image: [docker.io/library/alpine, 'b:[0-9]']}", "FROM alpine:3\nFROM b:1\nFROM c\n", "alpine:3|b:1")]
    [InlineData("{image: '*', instruction: COPY}", "FROM alpine\nCOPY --from=busybox a b\n", "busybox")]
    [InlineData("{image: alpine, flag: platform=*}", "FROM --platform=linux/amd64 alpine\nFROM alpine\n", "alpine")]
    // Programs and their arguments.
    [InlineData("{command: curl}", "FROM a\nRUN x && /usr/bin/curl -k y | sh\nCMD curl z\n", "/usr/bin/curl -k y")]
    [InlineData("{command: 'python*'}", "FROM a\nRUN python3.12 x; ruby y\n", "python3.12 x")]
    [InlineData("{command: curl, arguments: [-k, --insecure]}", "FROM a\nRUN curl -k x\nRUN curl --insecure x\nRUN curl x\n", "curl -k x|curl --insecure x")]
    [InlineData("{command: npm, all-arguments: [install, -g]}", "FROM a\nRUN npm install -g x\nRUN npm install x\nRUN npm -g ls\n", "npm install -g x")]
    [InlineData("{arguments: 'http://*'}", "FROM a\nRUN wget http://a/b && curl https://c\n", "wget http://a/b")]
    [InlineData("{command: apk}", "FROM a\nRUN [\"apk\", \"add\", \"x\"]\n", "\"apk\", \"add\", \"x\"")]
    [InlineData("{command: curl}", "FROM a\nONBUILD RUN curl x\n", "curl x")]
    [InlineData("{command: curl, flag: network=host}", "FROM a\nRUN --network=host curl x\nRUN curl y\n", "curl x")]
    // Text, continued lines joined.
    [InlineData("{text: secret}", "FROM a\nENV a=secret\nLABEL b=public\n", "secret")]
    [InlineData("{text: 'a*c', instruction: RUN}", "FROM a\nRUN x a \\\n  b c d\nENV x=abc\n", "a \\\n  b c")]
    [InlineData("{text: '[0-9][0-9]'}", "FROM a\nRUN x <<E\n 12\nE\n", "12")]
    [InlineData("{text: 'x,y'}", "FROM a\nRUN x,y\n", "x,y")]
    public void A_rule_matches(string match, string dockerfile, string found) => Assert.Equal(found, Found(match, dockerfile));

    [Theory]
    [InlineData("{instruction: RUN, text: pip install}", "{flag: mount=type=cache*}", "FROM a\nRUN pip install x\nRUN --mount=type=cache,target=/c pip install y\n", "pip install")]
    [InlineData("{command: curl}", "{arguments: [-f*, --fail*]}", "FROM a\nRUN curl -fsSL x && curl y\n", "curl y")]
    [InlineData("{command: apt-get, arguments: install}", "{command: rm}", "FROM a\nRUN apt-get install b && rm c\nRUN apt-get install d\n", "apt-get install d")]
    [InlineData("{image: '*'}", "{image: 'alpine*'}", "FROM alpine:3\nFROM debian\n", "debian")]
    [InlineData("{instruction: FROM}", "{image: alpine*}", "FROM alpine:3\nFROM debian\n", "FROM")]
    [InlineData("{instruction: [ADD, COPY]}", "{instruction: COPY}", "FROM a\nADD b c\nCOPY b c\n", "ADD")]
    [InlineData("{instruction: RUN}", "{command: c, arguments: d}", "FROM a\nRUN c d\nrun c\n", "run")]
    public void What_an_exception_covers_is_left_out(string match, string unless, string dockerfile, string found) =>
        Assert.Equal(found, Found(match, dockerfile, $"unless: {unless}"));

    [Theory]
    [InlineData("{instruction: RUN}", "FROM a AS b\nRUN x\nFROM c\nrun y\n", "run")]
    [InlineData("{instruction: RUN}", "FROM a AS b\nRUN x\nFROM b\nrun y\n", "RUN|run")]
    [InlineData("{command: '*'}", "FROM a AS b\nRUN x\nFROM c\nRUN y\n", "y")]
    [InlineData("{image: '*'}", "FROM a AS b\nCOPY --from=d x y\nFROM c\nCOPY --from=e x y\n", "c|e")]
    public void A_rule_may_be_for_what_ends_in_the_image(string match, string dockerfile, string found) =>
        Assert.Equal(found, Found(match, dockerfile, "stage: shipped"));

    [Fact]
    public void A_rule_has_a_level_a_message_and_a_page()
    {
        Diagnostic finding = Assert.Single(new Linter(Options(
            Rule("{instruction: ADD}", "level: error\n    url: https://wiki.example.com/acme"))).Lint(new SourceText("FROM a\nADD b c\n")));
        Assert.Equal(("ACME001", "ACME001", Severity.Error, "m", "https://wiki.example.com/acme"), (finding.Rule.Code, finding.Rule.Name, finding.Severity, finding.Message, finding.Rule.Url));
    }

    [Theory]
    [InlineData("rules: {acme001: none}", "")]
    [InlineData("rules: {ACME001: style}", "ADD")]
    [InlineData("per-file-ignores: {Dockerfile: ACME001}", "")]
    public void A_rule_is_configured_like_any_other(string more, string found) =>
        Assert.Equal(found, Found("{instruction: ADD}", "FROM a\nADD b c\n", "\n" + more));

    [Fact]
    public void Editorconfig_knows_the_rules_of_the_file()
    {
        FileConfiguration configuration = new Sources()
            .With("/w/.dockerlint.yaml", Rule("{instruction: ADD}"))
            .With("/.editorconfig", "[*]\ndockerlint.acme001.severity = error\n").For();
        Assert.Empty(configuration.Problems);
        Assert.Equal("ACME001=error ACME001=on", Sources.Rules(configuration.Lint));
    }

    [Theory]
    [InlineData("# dockerlint ignore=ACME001")]
    [InlineData("# dockerlint global ignore=acme001 the vendor has no other way")]
    [InlineData("# hadolint ignore=ACME001")]
    public void A_comment_suppresses_it(string comment) =>
        Assert.Equal("", Found("{instruction: ADD}", $"FROM a\n{comment}\nADD b c\n"));

    [Theory]
    [InlineData("- {message: m, match: {text: a}}", "1:17: a rule without an id; give it one such as ACME001")]
    [InlineData("- {id: DL3007, message: m, match: {text: a}}", "1:22: 'DL3007' is, or may become, a rule of dockerlint; take another id, such as ACME001")]
    [InlineData("- {id: nolatesttag, message: m, match: {text: a}}", "1:22: 'nolatesttag' is, or may become, a rule of dockerlint; take another id, such as ACME001")]
    [InlineData("- {id: dk9999, message: m, match: {text: a}}", "1:22: 'dk9999' is, or may become, a rule of dockerlint; take another id, such as ACME001")]
    [InlineData("- {id: a b, message: m, match: {text: a}}", "1:22: 'a b' is no id; write a letter, then letters, digits, - and _")]
    [InlineData("- {id: A, match: {text: a}}", "1:17: a rule without a message; say what is wrong and what to do")]
    [InlineData("- {id: A, message: m}", "1:17: a rule without 'match'; say what it reports")]
    [InlineData("- {id: A, message: m, match: {}}", "1:17: 'match' has no condition; write one of instruction, flag, image, command, arguments, all-arguments, text")]
    [InlineData("- {id: A, message: m, match: {image: a, command: b}}", "1:17: 'match' is about images or about commands; write two rules")]
    [InlineData("- {id: A, message: m, match: {instruction: RUM}}", "1:58: 'RUM' is not known; did you mean 'RUN'?")]
    [InlineData("- {id: A, message: m, match: {text: '[a'}}", "1:54: '[a' is no pattern: the character class has no closing ']'")]
    [InlineData("- {id: A, message: m, match: {txt: a}}", "1:45: unknown key 'txt'; did you mean 'text'?")]
    [InlineData("- {id: A, message: m, match: {text: a}, level: none}", "1:62: 'none' is not known; use one of style, info, warning, error")]
    [InlineData("- {id: A, message: m, match: {text: a}, stage: last}", "1:62: 'last' is not known; use one of shipped, any")]
    [InlineData("- {id: A, message: m, match: {text: a}, sevrity: error}", "1:55: unknown key 'sevrity'; the keys are id, message, level, url, stage, match, unless")]
    [InlineData("- A", "1:17: a word where a rule is wanted; give it an id, a message and what it matches")]
    [InlineData("- {id: A, message: m, match: {text: a}}\n- {id: a, message: m, match: {text: a}}", "2:3: 'a' is the id of an earlier rule; take another one")]
    public void What_is_wrong_is_said_with_its_place(string rules, string problem)
    {
        string yaml = rules.Contains('\n', StringComparison.Ordinal) ? "custom-rules:\n" + rules : "custom-rules: [ " + rules[2..] + " ]";
        string[] problems = [.. Sources.Problems(new Sources().With("/w/.dockerlint.yaml", yaml).For())];
        string expected = rules.Contains('\n', StringComparison.Ordinal) ? "3" + problem[1..] : problem;
        Assert.Equal("/w/.dockerlint.yaml:" + expected, problems[0]);
    }

    [Fact]
    public void No_pattern_makes_it_throw() => Hostile.Text("*?[]^-\\ab").Sample(
        static pattern =>
        {
            string quoted = "'" + pattern.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ") + "'";
            LintOptions options = new Sources().With("/w/.dockerlint.yaml", Rule($"{{text: {quoted}}}")).For().Lint;
            return new Linter(options).Lint(new SourceText("FROM a\nRUN ab && \\\n b\n")).Length >= 0;
        },
        iter: 2000);
}
