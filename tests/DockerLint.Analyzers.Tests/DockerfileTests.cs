using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace DockerLint.Analyzers.Tests;

/// <summary>Dockerfiles among the additional files of a compilation. Marks in them name the findings, <c>{|DL3006:debian|}</c>.</summary>
public sealed class DockerfileTests
{
    private const string Path = "/app/Dockerfile";

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("web.Dockerfile")]
    [InlineData("Dockerfile.dev")]
    [InlineData("Containerfile")]
    public Task An_additional_file_is_linted_by_its_name(string name) =>
        AdditionalFiles.AssertFindings(("/app/" + name, "FROM {|DL3006:debian|}\n"));

    [Theory]
    [InlineData("Dockerfile.dockerignore")]
    [InlineData("notes.txt")]
    public Task Other_files_are_not(string name) => AdditionalFiles.AssertFindings(("/app/" + name, "FROM debian\n"));

    [Theory]
    [InlineData("Dockerfile", "FROM {|DL3006:debian|}\n")]
    [InlineData("Other", "FROM debian\n")]
    public Task What_the_build_says_of_a_file_is_stronger_than_its_name(string kind, string text) => AdditionalFiles.AssertFindings(
        [(Path, text)], ("/.globalconfig", $"is_global = true\n[{Path}]\nbuild_metadata.AdditionalFiles.DockerLint = {kind}\n"));

    [Theory]
    [InlineData("# a\r\nFROM debian\r\n")]
    [InlineData("# a\u2028b\nFROM debian")]
    [InlineData("# a\u0085b\nFROM debian")]
    public async Task Lines_are_those_of_the_builder_whatever_ends_one_for_the_compiler(string text)
    {
        AdditionalFiles test = AdditionalFiles.Of([(Path, text)], ("/.editorconfig", "root = true\n[Dockerfile]\ndockerlint.profile = none\ndockerlint.DL3006.severity = warning\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DL3006", DiagnosticSeverity.Warning).WithSpan(Path, 2, 6, 2, 12));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Comments_suppress_findings() => AdditionalFiles.AssertFindings((Path, "# dockerlint ignore=DL3006\nFROM debian\n"));

    [Theory]
    [InlineData("dockerlint.DL3006.severity = error", DiagnosticSeverity.Error)]
    [InlineData("dockerlint.DL3006.severity = warning", DiagnosticSeverity.Warning)]
    [InlineData("dockerlint.DL3006.severity = info", DiagnosticSeverity.Info)]
    [InlineData("dockerlint.MissingTag.severity = style", DiagnosticSeverity.Info)]
    [InlineData("dockerlint.dl3006.severity = none", null)]
    public async Task Keys_of_ours_in_an_editorconfig_set_levels(string key, DiagnosticSeverity? level)
    {
        AdditionalFiles test = AdditionalFiles.Of([(Path, "FROM debian\n")], ("/.editorconfig", $"root = true\n[Dockerfile]\n{key}\n"));
        if (level is { } expected)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("DL3006", expected).WithSpan(Path, 1, 6, 1, 12));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("dockerlint.profile = none", "FROM debian\n")]
    [InlineData("dockerlint.profile = all", "{|DL3057:FROM {|DK2003:{|DL3006:debian|}|}|}\n")]
    [InlineData("dockerlint.trusted_registries = quay.io", "FROM {|DL3026:{|DL3006:debian|}|}\n")]
    [InlineData("dockerlint.build_args = TAG=latest", "ARG TAG=3\nFROM debian:{|DL3007:$TAG|}\n")]
    public Task Keys_of_ours_in_an_editorconfig_hold_for_the_files_of_their_section(string key, string text) =>
        AdditionalFiles.AssertFindings([(Path, text), ("/b/x.Dockerfile", "FROM {|DL3006:debian|}\n")], ("/.editorconfig", $"root = true\n[Dockerfile]\n{key}\n"));

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("none", null)]
    public async Task A_globalconfig_sets_levels(string level, DiagnosticSeverity? expected)
    {
        AdditionalFiles test = AdditionalFiles.Of([(Path, "FROM debian\n")], ("/.globalconfig", $"is_global = true\ndotnet_diagnostic.DL3006.severity = {level}\n"));
        if (expected is { } severity)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("DL3006", severity).WithSpan(Path, 1, 6, 1, 12));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_globalconfig_switches_on_what_the_profile_leaves_out() => AdditionalFiles.AssertFindings(
        [(Path, "FROM {|DK2003:debian:12|}\n")], ("/.globalconfig", "is_global = true\ndotnet_diagnostic.DK2003.severity = warning\n"));

    [Theory]
    [InlineData("recommended", "FROM debian:12\nRUN {|DK4003:cd /a|}\n")]
    [InlineData("hadolint", "FROM debian:12\nRUN {|SC2164:{|DL3003:cd|} /a|}\n")]
    [InlineData("none", "FROM debian:12\nRUN cd /a\n")]
    public Task DockerLintProfile_chooses_the_rules(string profile, string text) =>
        AdditionalFiles.AssertFindings([(Path, text)], ("/.globalconfig", $"is_global = true\nbuild_property.DockerLintProfile = {profile}\n"));

    [Fact]
    public async Task A_profile_that_does_not_exist_is_an_error_with_the_nearest_one()
    {
        AdditionalFiles test = AdditionalFiles.Of([(Path, "FROM debian:12\n")], ("/.globalconfig", "is_global = true\nbuild_property.DockerLintProfile = recomended\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DK0001", DiagnosticSeverity.Error)
            .WithNoLocation().WithArguments("DockerLintProfile: 'recomended' is not known; did you mean 'recommended'?"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("[Dockerfile]", "DL3007", "warning", true)]
    [InlineData("[*]", "DL3007", "none", true)]
    [InlineData("[*.cs]", "DL3007", "error", false)]
    [InlineData("[*.cs]", "DL3009", "error", true)]
    [InlineData("[*.cs]", "CA1000", "error", false)]
    [InlineData("[Dockerfile]", "CA1000", "error", false)]
    public async Task A_key_of_the_compilers_that_reaches_no_Dockerfile_is_told(string section, string rule, string level, bool isTold)
    {
        string text = $"root = true\n{section}\ndotnet_diagnostic.{rule}.severity = {level}\n";
        AdditionalFiles test = AdditionalFiles.Of(
            [(Path, "FROM debian:12\n"), ("/.editorconfig", text)],
            ("/.globalconfig", "is_global = true\n[/.editorconfig]\nbuild_metadata.AdditionalFiles.DockerLint = EditorConfig\n"));
        if (isTold)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult("DK0001", DiagnosticSeverity.Warning).WithSpan("/.editorconfig", 3, 1, 3, 1).WithArguments(
                $"the compiler does not heed 'dotnet_diagnostic.{rule}.severity' for Dockerfiles; write 'dockerlint.{rule}.severity = {level}', or put the line into a .globalconfig"));
        }

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_wrong_key_of_ours_is_an_error()
    {
        AdditionalFiles test = AdditionalFiles.Of([(Path, "FROM debian\n"), ("/app/a.Dockerfile", "FROM debian\n")], ("/.editorconfig", "root = true\n[*]\ndockerlint.DL9999.severity = error\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DK0001", DiagnosticSeverity.Error).WithNoLocation().WithArguments(
            ".editorconfig: unknown rule 'dl9999'; see 'dockerlint rules'"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_dockerlint_yaml_among_the_additional_files_holds_for_what_is_below_it() => AdditionalFiles.AssertFindings(
        [
            ("/app/.dockerlint.yaml", "rules: {DL3006: {severity: none}}\n"),
            ("/app/a/Dockerfile", "FROM debian\n"),
            ("/b/Dockerfile", "FROM {|DL3006:debian|}\n"),
        ],
        ("/.globalconfig", "is_global = true\nbuild_property.MSBuildProjectDirectory = /app\n"));

    [Fact]
    public async Task What_is_wrong_in_a_dockerlint_yaml_is_told_once_at_its_place()
    {
        AdditionalFiles test = AdditionalFiles.Of(
            [("/app/.dockerlint.yaml", "rules:\n  DL9999: {severity: none}\n"), ("/app/a/Dockerfile", "FROM debian\n"), ("/app/b/Dockerfile", "FROM debian\n")]);
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DK0001", DiagnosticSeverity.Error)
            .WithSpan("/app/.dockerlint.yaml", 2, 3, 2, 3).WithArguments("unknown rule 'DL9999'; see 'dockerlint rules'"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_rule_that_the_configuration_declares_is_reported_under_a_code_of_ours()
    {
        AdditionalFiles test = AdditionalFiles.Of(
            [
                ("/app/.dockerlint.yaml", "custom-rules:\n  - id: TEAM1\n    level: error\n    message: no debian here\n    match: {image: debian*}\nrules: {TEAM1: {severity: error}}\n"),
                ("/app/Dockerfile", "FROM debian:12\n"),
            ]);
        test.ExpectedDiagnostics.Add(new DiagnosticResult("DK0002", DiagnosticSeverity.Error).WithSpan("/app/Dockerfile", 1, 6, 1, 15).WithArguments("TEAM1: no debian here"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task An_ignore_file_among_the_additional_files_is_asked() => AdditionalFiles.AssertFindings(
        [("/app/.dockerignore", "secret.txt\n"), (Path, "FROM debian:12\nCOPY {|DK1015:secret.txt|} /a/\n")]);

    [Fact]
    public Task A_finding_points_to_what_explains_it() => new AdditionalFiles
    {
        TestState =
        {
            AdditionalFiles = { (Path, "FROM debian:12\nCMD [\"a\"]\nCMD [\"b\"]\n") },
            ExpectedDiagnostics =
            {
                new DiagnosticResult("DL4003", DiagnosticSeverity.Warning).WithSpan(Path, 3, 1, 3, 4).WithSpan(Path, 2, 1, 2, 4),
            },
        },
    }.RunAsync(TestContext.Current.CancellationToken);
}
