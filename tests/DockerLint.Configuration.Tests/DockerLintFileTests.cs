using CsCheck;
using DockerLint.Analysis.Configuration;

namespace DockerLint.Configuration.Tests;

public sealed class DockerLintFileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("rules:\nexclude:\nprofile:\nextends:\ncustom-rules:\nper-file-ignores:\n")]
    public void A_file_may_say_nothing(string text)
    {
        FileConfiguration configuration = new Sources().With("/w/.dockerlint.yaml", text).For();
        Assert.Empty(configuration.Problems);
        Assert.Equal("", Sources.Rules(configuration.Lint));
    }

    [Theory]
    [InlineData("rules: {DL3007: {severity: error}}")]
    [InlineData("rules:\n  DL3007: error")]
    [InlineData("rules:\n  \"NoLatestTag\": 'error'\r\n")]
    [InlineData("\uFEFFrules:\n  dl3007: &level error")]
    [InlineData("rules: &r\n  DL3007: error\n")]
    public void The_level_of_a_rule_has_two_forms(string text)
    {
        FileConfiguration configuration = new Sources().With("/w/.dockerlint.yaml", text).For();
        Assert.Empty(configuration.Problems);
        Assert.Equal("DL3007=error", Sources.Rules(configuration.Lint));
    }

    [Fact]
    public void An_anchor_stands_for_its_value() =>
        Assert.Equal("DL3006=error DL3007=error", Sources.Rules(new Sources().With("/w/.dockerlint.yaml", "rules:\n  DL3007: &e error\n  DL3006: *e\n").For().Lint));

    [Fact]
    public void All_keys_are_read()
    {
        FileConfiguration configuration = new Sources().With(
            "/w/.dockerlint.yaml",
            """
            profile: none
            rules: {DL3007: error, DL3006: none}
            trusted_registries: [docker.io, "*.example.com"]
            allowed_images: redis:7*
            required_labels: {maintainer: email, version: semver}
            strict-labels: yes
            failure_threshold: warning
            shellcheck: off
            build_args:
              VERSION: 1.20
              EMPTY: ""
            """).For();
        Assert.Empty(configuration.Problems);
        Assert.Equal("DL3006=off DL3007=error", Sources.Rules(configuration.Lint));
        Assert.Equal(["docker.io", "*.example.com"], configuration.Lint.Policy.TrustedRegistries.Select(static registry => registry.Text));
        Assert.Equal("redis:7*", Assert.Single(configuration.Lint.Policy.AllowedImages).Text);
        Assert.Equal(LabelKind.SemanticVersion, configuration.Lint.Policy.Labels["version"]);
        Assert.True(configuration.Lint.Policy.StrictLabels);
        Assert.Equal(Analysis.Severity.Warning, configuration.Threshold.Lowest);
        Assert.Equal("off", configuration.Settings.ShellCheck);
        Assert.Equal(("1.20", ""), (configuration.Settings.BuildArguments["VERSION"], configuration.Settings.BuildArguments["EMPTY"]));
    }

    [Theory]
    [InlineData("profil: all", "1:1: unknown key 'profil'; did you mean 'profile'?")]
    [InlineData("rules:\n  DL3007: erorr", "2:11: 'erorr' is not known; did you mean 'error'?")]
    [InlineData("rules:\n  DL3O07: error", "2:3: unknown rule 'DL3O07'; did you mean 'DL3007'?")]
    [InlineData("rules:\n  DL3007: {level: error}", "2:12: unknown key 'level'; the keys are severity")]
    [InlineData("rules: [DL3007]", "1:8: a list where rules and their levels are wanted; write DL3007: error")]
    [InlineData("rules:\n  DL3007: [error]", "2:11: a list where a word is wanted")]
    [InlineData("profile: {a: b}", "1:10: a map where a word is wanted")]
    [InlineData("trusted_registries: {a: b}", "1:21: a map where a list is wanted")]
    [InlineData("trusted_registries: [[a]]", "1:22: a list where a word is wanted")]
    [InlineData("- profile", "1:1: a list where keys and values are wanted")]
    [InlineData("profile", "1:1: a word where keys and values are wanted")]
    [InlineData("profile: all\nprofile: all", "2:1: 'profile' stands twice; it is in line 1 already")]
    [InlineData("profile: *x", "1:10: nothing before is called 'x'")]
    [InlineData("profile: all\n---\nprofile: all", "2:1: a second document; write all in one")]
    [InlineData("? [a]\n: b", "1:3: a list is no key; write a word")]
    [InlineData("per-file-ignores: [a]", "1:19: a list where files and rules are wanted; write 'legacy/**': [DL3007]")]
    [InlineData("per-file-ignores: {a: [DL9]}", "1:24: unknown rule 'DL9'; see 'dockerlint rules'")]
    [InlineData("extends: base.yaml", "1:10: 'base.yaml' does not exist; paths are relative to the folder of this file")]
    [InlineData("extends: secret.yaml", "1:10: 'secret.yaml' cannot be read: permission denied")]
    [InlineData("extends: .dockerlint.yaml", "1:10: '.dockerlint.yaml' extends this file in turn; take one of the two out")]
    [InlineData("a: {b: ", "1:8: not valid YAML: while parsing a node, did not find expected node content")]
    [InlineData("profile: all\nrules: @", "2:8: not valid YAML: while scanning for the next token, found character that cannot start any token")]
    public void What_is_wrong_is_said_with_its_place(string text, string problem)
    {
        FileConfiguration configuration = new Sources().With("/w/.dockerlint.yaml", text).With("/w/secret.yaml", "unreadable").For();
        Assert.Equal(["/w/.dockerlint.yaml:" + problem], Sources.Problems(configuration));
        Assert.False(configuration.IsValid);
    }

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Equal(
        ["/w/.dockerlint.yaml:1:33: nested too deeply"],
        Sources.Problems(new Sources().With("/w/.dockerlint.yaml", new string('[', 5000)).For()));

    [Fact]
    public void Every_mistake_is_said() => Assert.Equal(
        2, new Sources().With("/w/.dockerlint.yaml", "profil: all\nrules: {DL3007: x}\n").For().Problems.Length);

    [Fact]
    public void An_unreadable_file_is_an_error() =>
        Assert.Equal(["/w/.dockerlint.yml: permission denied"], Sources.Problems(new Sources().With("/w/.dockerlint.yml", "unreadable").For()));

    [Fact]
    public void Only_the_nearest_file_counts()
    {
        Sources sources = new Sources()
            .With("/w/.dockerlint.yaml", "profile: all\nrules: {DL3007: error}")
            .With("/w/a/.dockerlint.yml", "rules: {DL3006: error}");
        Assert.Equal("DL3006=error", Sources.Rules(sources.For("/w/a/b/c/Dockerfile").Lint));
        Assert.Equal("DL3007=error", Sources.Rules(sources.For("/w/b/Dockerfile").Lint));
    }

    [Fact]
    public void A_file_adds_to_what_it_extends()
    {
        FileConfiguration configuration = new Sources()
            .With("/w/.dockerlint.yaml", "extends: [shared/a.yaml, ../b.yaml]\nrules: {DL3007: error}\ntrusted_registries: c.example")
            .With("/w/shared/a.yaml", "extends: c.yaml\nprofile: none\nrules: {DL3007: info, DL3006: info}\ntrusted_registries: a.example")
            .With("/w/shared/c.yaml", "rules: {DL3006: style, DL3002: style}")
            .With("/b.yaml", "rules: {DL3006: warning}\ntrusted_registries: a.example\nshellcheck: off").For();
        Assert.Empty(configuration.Problems);
        Assert.Equal(Analysis.Profiles.None, configuration.Lint.Profile);
        Assert.Equal("DL3002=style DL3006=warning DL3007=error", Sources.Rules(configuration.Lint));
        Assert.Equal(["c.example", "a.example"], configuration.Lint.Policy.TrustedRegistries.Select(static registry => registry.Text));
    }

    [Fact]
    public void A_cycle_is_an_error_where_it_closes() => Assert.Equal(
        ["/w/a.yaml:1:11: '.dockerlint.yaml' extends this file in turn; take one of the two out"],
        Sources.Problems(new Sources().With("/w/.dockerlint.yaml", "extends: a.yaml").With("/w/a.yaml", "extends: [.dockerlint.yaml]").For()));

    [Theory]
    [InlineData("exclude: third_party/", "/w/x/third_party/a/Dockerfile", true)]
    [InlineData("exclude: [/third_party]", "/w/x/third_party/Dockerfile", false)]
    [InlineData("exclude: ['test/**/*.Dockerfile']", "/w/test/a/b.Dockerfile", true)]
    [InlineData("exclude: ['{a,b}/Dockerfile']", "/w/b/Dockerfile", true)]
    [InlineData("exclude: Dockerfile", "/w/Dockerfile.x", false)]
    [InlineData("extends: shared/a.yaml", "/w/shared/gen/Dockerfile", true)]
    [InlineData("extends: shared/a.yaml", "/w/gen/Dockerfile", false)]
    public void What_is_excluded_is_left_out(string text, string path, bool isExcluded)
    {
        Sources sources = new Sources().With("/w/.dockerlint.yaml", text).With("/w/shared/a.yaml", "exclude: [/gen]");
        Assert.Equal(isExcluded, sources.Resolver().IsExcluded(path));
    }

    [Fact]
    public void A_file_in_a_folder_that_is_left_out_does_not_bring_it_back()
    {
        ConfigurationResolver resolver = new Sources()
            .With("/w/.dockerlint.yaml", "exclude: vendor").With("/w/vendor/.dockerlint.yaml", "profil: all").With("/w/a/.dockerlint.yaml", "exclude: x").Resolver();
        Assert.Equal((true, false, true), (resolver.IsExcluded("/w/vendor/b/Dockerfile"), resolver.IsExcluded("/w/a/Dockerfile"), resolver.IsExcluded("/w/a/vendor/Dockerfile")));
    }

    [Fact]
    public void Rules_are_ignored_for_some_files()
    {
        Sources sources = new Sources().With(
            "/w/.dockerlint.yaml",
            "rules: {DL3007: error}\nper-file-ignores:\n  'legacy/**': [DL3007, MissingTag]\n  '*.test.Dockerfile': DL3002, DL3006\n");
        Assert.Equal("DL3007=error", Sources.Rules(sources.For("/w/Dockerfile").Lint));
        Assert.Equal("DL3006=off DL3007=off", Sources.Rules(sources.For("/w/legacy/a/Dockerfile").Lint));
        Assert.Equal("DL3002=off DL3006=off DL3007=off", Sources.Rules(sources.For("/w/legacy/a.test.Dockerfile").Lint));
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.OneOf(
            Hostile.Text("[]{}:,-&*!|>'\"%@`#?\\ab", 60),
            Hostile.Words(
                "rules", "profile", "extends", "exclude", "custom-rules", "per-file-ignores", ": ", ":\n  ", "\n", "\n  - ", "- ", "[", "]", "{", "}", ", ", "DL3007", "error",
                "&a ", "*a", "!!str ", "!<", "|\n  ", ">-\n  ", "---\n", "...\n", "%YAML 1.2\n", "\"", "'", "\\u", "\\x4", "? ", "# x", "<<: ", "\t"))
            .Sample(static text => new Sources().With("/w/.dockerlint.yaml", text).For().Settings.Profile is not null, iter: 20_000);
}
