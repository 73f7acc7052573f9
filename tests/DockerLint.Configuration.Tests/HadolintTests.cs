using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;

namespace DockerLint.Configuration.Tests;

public sealed class HadolintTests
{
    private const string Home = "/home/me";

    private static Sources With(string text) => new Sources().With("/w/.hadolint.yaml", text);

    [Fact]
    public void All_keys_are_read()
    {
        Sources sources = With(
            """
            ignored: [DL3007, SC2034, DL3005]
            override:
              style: [DL3008]
              error: [DL3009, DL3007]
              info: [DL3009, DL3010]
              warning:
                - DL3057
            trustedRegistries: [docker.io, "*.gcr.io"]
            label-schema: {maintainer: email, created: rfc3339}
            strict-labels: true
            disable-ignore-pragma: true
            failure-threshold: warning
            format: json
            no-color: true
            no-fail: false
            verbose: true
            """);
        FileConfiguration configuration = sources.For();
        RunSettings run = sources.Resolver().Run;
        Assert.Empty(configuration.Problems);
        Assert.Equal("DL3005=off DL3007=off DL3008=style DL3009=error DL3010=info DL3057=warning SC2034=off", Sources.Rules(configuration.Lint));
        Assert.Equal(["docker.io", "*.gcr.io"], configuration.Lint.Policy.TrustedRegistries.Select(static registry => registry.Text));
        Assert.Equal(LabelKind.Time, configuration.Lint.Policy.Labels["created"]);
        Assert.True(configuration.Lint.Policy.StrictLabels);
        Assert.False(configuration.Lint.InlineIgnores);
        Assert.Equal(Severity.Warning, configuration.Threshold.Lowest);
        Assert.Equal("json", Assert.Single(run.Formats).Text);
        Assert.Equal((true, false, true), (run.NoColour, run.NoFail, run.IsVerbose));
    }

    [Theory]
    [InlineData("trustedRegistries: docker.io", "docker.io")]
    [InlineData("trustedRegistries:\n- docker.io\n- quay.io", "docker.io quay.io")]
    public void Trusted_registries_are_a_list_or_one(string text, string registries) =>
        Assert.Equal(registries, string.Join(' ', With(text).For().Lint.Policy.TrustedRegistries.Select(static registry => registry.Text)));

    [Theory]
    [InlineData("error", Severity.Error)]
    [InlineData("style", Severity.Style)]
    [InlineData("ignore", Severity.Style)]
    [InlineData("none", null)]
    public void The_threshold_is_a_level(string word, Severity? lowest) =>
        Assert.Equal(lowest, With($"failure-threshold: {word}").For().Threshold.Lowest);

    [Theory]
    [InlineData("ignore: [DL3007]", "warning /w/.hadolint.yaml:1:1: unknown key 'ignore'; did you mean 'ignored'?")]
    [InlineData("override: {eror: [DL3007]}", "warning /w/.hadolint.yaml:1:12: unknown key 'eror'; did you mean 'error'?")]
    [InlineData("ignored: [DL30007]", "warning /w/.hadolint.yaml:1:11: unknown rule 'DL30007'; did you mean 'DL3000'?")]
    public void What_is_not_known_is_a_warning(string text, string problem)
    {
        FileConfiguration configuration = With(text).For();
        Assert.Equal([problem], Sources.Problems(configuration));
        Assert.True(configuration.IsValid);
    }

    [Theory]
    [InlineData("ignored: {a: b}", "1:10: a map where a list is wanted")]
    [InlineData("failure-threshold: high", "1:20: 'high' is not known; use one of error, warning, info, style, none")]
    [InlineData("label-schema: {a: b}", "1:19: 'b' is not known; use one of text, url, semver, hash, rfc3339, spdx, email")]
    [InlineData("no-fail: perhaps", "1:10: 'perhaps' is neither true nor false")]
    [InlineData("override: [a]", "1:11: a list where levels and rules are wanted; write error: [DL3007]")]
    [InlineData("ignored: [", "1:11: not valid YAML: while parsing a node, did not find expected node content")]
    public void What_is_broken_is_an_error(string text, string problem)
    {
        FileConfiguration configuration = With(text).For();
        Assert.Equal(["/w/.hadolint.yaml:" + problem], Sources.Problems(configuration));
        Assert.False(configuration.IsValid);
    }

    [Theory]
    [InlineData("/w/.hadolint.yaml", null)]
    [InlineData("/w/.hadolint.yml", null)]
    [InlineData("/x/hadolint.yaml", "/x")]
    [InlineData("/x/hadolint.yml", "/x/")]
    [InlineData("/home/me/.config/hadolint.yaml", null)]
    [InlineData("/home/me/.hadolint/hadolint.yaml", null)]
    [InlineData("/home/me/.hadolint/config.yml", null)]
    [InlineData("/home/me/.hadolint.yaml", null)]
    public void It_is_looked_for_where_hadolint_looks(string path, string? settings)
    {
        Sources sources = new Sources().Set("HOME", Home).With(path, "ignored: [DL3007]");
        if (settings is not null)
            sources.Set("XDG_CONFIG_HOME", settings);
        Assert.Equal("DL3007=off", Sources.Rules(sources.For("/elsewhere/Dockerfile").Lint));
        Assert.Equal([path], sources.For("/elsewhere/Dockerfile").Sources);
    }

    [Fact]
    public void The_first_one_counts_alone()
    {
        Sources sources = new Sources().Set("HOME", Home)
            .With("/home/me/.hadolint.yaml", "ignored: [DL3007]").With("/w/.hadolint.yml", "ignored: [DL3006]");
        Assert.Equal("DL3006=off", Sources.Rules(sources.For().Lint));
    }

    [Fact]
    public void It_is_not_looked_for_beside_the_file_or_above() =>
        Assert.Equal("", Sources.Rules(new Sources().With("/w/a/.hadolint.yaml", "ignored: [DL3007]").With("/.hadolint.yaml", "ignored: [DL3007]").For("/w/a/Dockerfile").Lint));

    [Fact]
    public void The_environment_is_read()
    {
        Sources sources = new Sources()
            .Set("HADOLINT_IGNORE", "DL3007, SC1234,DL3009")
            .Set("HADOLINT_OVERRIDE_ERROR", "DL3008").Set("HADOLINT_OVERRIDE_STYLE", "DL3008,DL3010").Set("HADOLINT_OVERRIDE_INFO", "DL3009")
            .Set("HADOLINT_TRUSTED_REGISTRIES", "docker.io,quay.io")
            .Set("HADOLINT_REQUIRE_LABELS", "a:text,b:url")
            .Set("HADOLINT_STRICT_LABELS", "YES").Set("HADOLINT_DISABLE_IGNORE_PRAGMA", "on")
            .Set("HADOLINT_FAILURE_THRESHOLD", "error")
            .Set("HADOLINT_FORMAT", "json,sarif").Set("HADOLINT_NOFAIL", "1").Set("HADOLINT_VERBOSE", "nope");
        FileConfiguration configuration = sources.For();
        RunSettings run = sources.Resolver().Run;
        Assert.Empty(configuration.Problems);
        Assert.Equal("DL3007=off DL3008=error DL3009=off DL3010=style SC1234=off", Sources.Rules(configuration.Lint));
        Assert.Equal(2, configuration.Lint.Policy.TrustedRegistries.Length);
        Assert.Equal(LabelKind.Url, configuration.Lint.Policy.Labels["b"]);
        Assert.True(configuration.Lint.Policy.StrictLabels);
        Assert.False(configuration.Lint.InlineIgnores);
        Assert.Equal(Severity.Error, configuration.Threshold.Lowest);
        Assert.Equal(["json", "sarif"], run.Formats.Select(static format => format.Text));
        Assert.Equal((true, false), (run.NoFail, run.IsVerbose));
        Assert.Equal(Profiles.Recommended, configuration.Lint.Profile);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("y", true)]
    [InlineData("On", true)]
    [InlineData("true", true)]
    [InlineData("YES", true)]
    [InlineData("2", false)]
    [InlineData("", false)]
    [InlineData("ja", false)]
    public void What_is_no_yes_is_a_no(string value, bool isTrue) =>
        Assert.Equal(isTrue, new Sources().Set("HADOLINT_NOFAIL", value).Resolver().Run.NoFail);

    [Fact]
    public void A_wrong_variable_is_an_error() => Assert.Equal(
        ["HADOLINT_FAILURE_THRESHOLD: 'high' is not known; use one of error, warning, info, style, none"],
        Sources.Problems(new Sources().Set("HADOLINT_FAILURE_THRESHOLD", "high").For()));

    [Fact]
    public void The_file_is_stronger_than_the_environment_and_lists_add_up()
    {
        Sources sources = With("override: {info: [DL3007]}\nfailure-threshold: style\ntrustedRegistries: [a.example]\nno-fail: false\nformat: json")
            .Set("HADOLINT_OVERRIDE_ERROR", "DL3007,DL3006").Set("HADOLINT_FAILURE_THRESHOLD", "error").Set("HADOLINT_IGNORE", "DL3008")
            .Set("HADOLINT_TRUSTED_REGISTRIES", "b.example").Set("HADOLINT_NOFAIL", "true").Set("HADOLINT_FORMAT", "sarif");
        FileConfiguration configuration = sources.For();
        RunSettings run = sources.Resolver().Run;
        Assert.Equal("DL3006=error DL3007=info DL3008=off", Sources.Rules(configuration.Lint));
        Assert.Equal(Severity.Style, configuration.Threshold.Lowest);
        Assert.Equal(["a.example", "b.example"], configuration.Lint.Policy.TrustedRegistries.Select(static registry => registry.Text));
        Assert.Equal((false, "json"), (run.NoFail, Assert.Single(run.Formats).Text));
    }
}
