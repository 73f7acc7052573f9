using CsCheck;
using DockerLint.Configuration.EditorConfig;

namespace DockerLint.Configuration.Tests;

public sealed class EditorConfigTests
{
    [Theory]
    [InlineData("[*]\ndockerlint.profile = all\n")]
    [InlineData("[*]\r\ndockerlint.profile = all\r\n")]
    [InlineData("\uFEFF[*]\ndockerlint.profile=all")]
    [InlineData("[*]\n  DOCKERLINT.Profile : all  ")]
    [InlineData("[*]\ndockerlint.profile = all # for now")]
    [InlineData("[*]\ndockerlint.profile = all ; for now")]
    [InlineData("# [x]\n; [y]\n[*] # [z]\ndockerlint.profile = all")]
    [InlineData("[*]\nno property\n = nothing\n[broken\ndockerlint.profile = all")]
    [InlineData("[*]\ndockerlint.profile = none\ndockerlint.profile = all")]
    [InlineData("[*]\ndockerlint.profile = none\n[Dockerfile]\ndockerlint.profile = all\n[other]\ndockerlint.profile = none")]
    public void A_property_holds_for_the_files_of_its_section(string text)
    {
        FileConfiguration configuration = new Sources().With("/w/.editorconfig", text).For();
        Assert.Equal(Analysis.Profiles.All, configuration.Lint.Profile);
        Assert.Empty(configuration.Problems);
    }

    [Theory]
    [InlineData("dockerlint.profile = all")]
    [InlineData("# [*]\ndockerlint.profile = all")]
    [InlineData("[*.cs]\ndockerlint.profile = all")]
    [InlineData("[*]\n#dockerlint.profile = all")]
    [InlineData("[*]\nxdockerlint.profile = all")]
    [InlineData("[*]\ndockerlint.profile = all\n[Dockerfile]\ndockerlint.profile = unset")]
    public void Another_one_does_not(string text) =>
        Assert.Equal(Analysis.Profiles.Recommended, new Sources().With("/w/.editorconfig", text).For().Lint.Profile);

    [Fact]
    public void Foreign_keys_are_passed_over() =>
        Assert.Empty(new Sources().With("/w/.editorconfig", "[*]\nindent_style = space\ndotnet_diagnostic.CA1.severity = x\n").For().Problems);

    [Theory]
    [InlineData("[*]\ndockerlint.profil = all", "/w/.editorconfig:2:1: unknown key 'dockerlint.profil'; did you mean 'dockerlint.profile'?")]
    [InlineData("[*]\n dockerlint.DL3007 = error", "/w/.editorconfig:2:2: unknown key 'dockerlint.DL3007'; write dockerlint.DL3007.severity")]
    [InlineData("[*]\ndockerlint.DL3007.level = error", "/w/.editorconfig:2:1: unknown key 'dockerlint.DL3007.level'; write dockerlint.DL3007.severity")]
    [InlineData("[*]\ndockerlint.DL30007.severity = error", "/w/.editorconfig:2:12: unknown rule 'DL30007'; did you mean 'DL3000'?")]
    [InlineData("[*]\ndockerlint.NoLatestTagg.severity = error", "/w/.editorconfig:2:12: unknown rule 'NoLatestTagg'; did you mean 'NoLatestTag'?")]
    [InlineData("[*]\ndockerlint.DL3007.severity = erorr", "/w/.editorconfig:2:30: 'erorr' is not known; did you mean 'error'?")]
    [InlineData("[*.cs]\ndockerlint.profile = hadolnt", "/w/.editorconfig:2:22: 'hadolnt' is not known; did you mean 'hadolint'?")]
    [InlineData("[*]\ndockerlint.strict_labels = maybe", "/w/.editorconfig:2:28: 'maybe' is neither true nor false")]
    [InlineData("[*]\ndockerlint.allowed_images = a, [", "/w/.editorconfig:2:32: '[' is not a pattern of images; write one such as example.com/team/*")]
    [InlineData("[*]\ndockerlint.required_labels = a:text, b", "/w/.editorconfig:2:38: 'b' is not NAME:KIND; the kinds are text, url, semver, hash, rfc3339, spdx, email")]
    [InlineData("[*]\ndockerlint.required_labels = a:ulr", "/w/.editorconfig:2:32: 'ulr' is not known; did you mean 'url'?")]
    [InlineData("[*]\ndockerlint.failure_threshold = fatal", "/w/.editorconfig:2:32: 'fatal' is not known; use one of error, warning, info, style, none")]
    public void What_is_wrong_with_ours_is_said_with_its_place(string text, string problem)
    {
        FileConfiguration configuration = new Sources().With("/w/.editorconfig", text).For();
        Assert.Equal([problem], Sources.Problems(configuration));
        Assert.False(configuration.IsValid);
    }

    [Fact]
    public void All_keys_are_read()
    {
        FileConfiguration configuration = new Sources().Set("TOKEN", "t").With(
            "/w/.editorconfig",
            """
            [*]
            dockerlint.profile = none
            dockerlint.dl3007.severity = error
            dockerlint.MissingTag.severity = none
            dockerlint.SC2034.severity = style
            dockerlint.trusted_registries = docker.io, mcr.microsoft.com
            dockerlint.allowed_images = redis:7*
            dockerlint.required_labels = maintainer:email, org.x:text
            dockerlint.strict_labels = true
            dockerlint.failure_threshold = none
            dockerlint.shellcheck = /usr/bin/shellcheck
            dockerlint.build_args = A=1, B = x=y, TOKEN, UNSET
            dockerlint.format_shell = true
            """).For();
        Assert.Empty(configuration.Problems);
        Assert.Equal("DL3006=off DL3007=error SC2034=style", Sources.Rules(configuration.Lint));
        Assert.Equal(["docker.io", "mcr.microsoft.com"], configuration.Lint.Policy.TrustedRegistries.Select(static registry => registry.Text));
        Assert.Equal(["redis:7*"], configuration.Lint.Policy.AllowedImages.Select(static image => image.Text));
        Assert.Equal(["maintainer=Email", "org.x=Text"], configuration.Lint.Policy.Labels.Select(static entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
        Assert.True(configuration.Lint.Policy.StrictLabels);
        Assert.Null(configuration.Threshold.Lowest);
        Assert.Equal("/usr/bin/shellcheck", configuration.Settings.ShellCheck);
        Assert.True(configuration.Settings.FormatShell);
        Assert.Equal(["A=1", "B=x=y", "TOKEN=t"], configuration.Settings.BuildArguments.Select(static entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_nearest_file_has_the_say()
    {
        Sources sources = new Sources()
            .With("/.editorconfig", "[*]\ndockerlint.DL3007.severity = error\ndockerlint.DL3006.severity = info\n")
            .With("/w/.editorconfig", "[*]\ndockerlint.NoLatestTag.severity = style\n");
        Assert.Equal("DL3006=info DL3007=style", Sources.Rules(sources.For().Lint));
        Assert.Equal("DL3006=info DL3007=error", Sources.Rules(sources.For("/x/Dockerfile").Lint));
    }

    [Theory]
    [InlineData("root = true")]
    [InlineData("ROOT=TRUE")]
    [InlineData("# x\nroot: true # y\n[*]")]
    public void Above_a_root_nothing_is_read(string text)
    {
        Sources sources = new Sources().With("/.editorconfig", "[*]\ndockerlint.profile = all\n").With("/w/.editorconfig", text);
        Assert.Equal(Analysis.Profiles.Recommended, sources.For().Lint.Profile);
        Assert.DoesNotContain("/.editorconfig", sources.Asked);
    }

    [Theory]
    [InlineData("[*]\nroot = true")]
    [InlineData("root = false")]
    public void What_is_no_root_is_no_end(string text) => Assert.Equal(
        Analysis.Profiles.All,
        new Sources().With("/.editorconfig", "[*]\ndockerlint.profile = all\n").With("/w/.editorconfig", text).For().Lint.Profile);

    [Fact]
    public void A_section_is_for_the_folder_of_its_file()
    {
        Sources sources = new Sources().With("/w/.editorconfig", "[api/*]\ndockerlint.profile = all\n");
        Assert.Equal(Analysis.Profiles.All, sources.For("/w/api/Dockerfile").Lint.Profile);
        Assert.Equal(Analysis.Profiles.Recommended, sources.For("/w/x/api/Dockerfile").Lint.Profile);
    }

    [Fact]
    public void Properties_that_a_surface_knows_are_read_as_well()
    {
        FileConfiguration configuration = new Sources().Resolver().For(
            "/w/Dockerfile", Settings.Empty, [new("dockerlint.dl3007.severity", "error"), new("indent_size", "4"), new("dockerlint.profil", "all")]);
        Assert.Equal("DL3007=error", Sources.Rules(configuration.Lint));
        Assert.Equal([".editorconfig: unknown key 'dockerlint.profil'; did you mean 'dockerlint.profile'?"], Sources.Problems(configuration));
    }

    [Fact]
    public void Nothing_that_is_written_throws() =>
        Gen.OneOf(
            Hostile.Text("[]{}=:#;.ab", 60),
            Hostile.Words("[", "]", "*", "\n", "\r\n", " ", "=", ":", "#", "root", "true", "dockerlint.", "DL3007", ".severity", "error", "build_args", ",", "unset"))
            .Sample(static text => new Sources().With("/w/.editorconfig", text).For().Settings.Profile is not null, iter: 20_000);

    [Fact]
    public void Every_line_that_says_something_is_found() =>
        Gen.Char["ab.*?{},[]!"].Array[1, 8].Select(static text => new string(text)).Sample(
            static name => EditorConfigFile.Read("x", $"[{name}]\ndockerlint.a = b\n").Sections.Length == 1, iter: 2000);

    [Fact]
    public void The_layout_of_a_file_is_what_the_nearest_section_says_of_it()
    {
        Sources sources = new Sources()
            .With("/.editorconfig", "[*]\nindent_size = 8\nend_of_line = lf\n")
            .With("/w/.editorconfig", "root = true\n[*]\nIndent_Style = tab\nindent_size = 2\ncharset = utf-8\n[b/*]\nindent_size = 3\ndockerlint.profile = none\n");
        Assert.Equal("indent_size=2 indent_style=tab", Of("/w/Dockerfile"));
        Assert.Equal("indent_size=3 indent_style=tab", Of("/w/b/Dockerfile"));
        Assert.Empty(sources.Resolver(isOff: true).LayoutFor("/w/Dockerfile"));

        string Of(string path) => string.Join(' ', sources.Resolver().LayoutFor(path).Select(static pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }
}
