using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;

namespace DockerLint.Configuration.Tests;

public sealed class PrecedenceTests
{
    /// <summary>The sources, the strongest first; each sets the level of DL3007 and a threshold.</summary>
    private static readonly string[] s_sources = ["command line", ".editorconfig", ".dockerlint.yaml", ".hadolint.yaml", "environment"];

    private static readonly Severity[] s_levels = [Severity.Style, Severity.Info, Severity.Warning, Severity.Error, Severity.Style];

    public static TheoryData<int> Strengths => [.. Enumerable.Range(0, s_sources.Length)];

    [Theory]
    [MemberData(nameof(Strengths))]
    public void The_strongest_source_has_the_say(int strongest)
    {
        var sources = new Sources();
        Settings overrides = Settings.Empty;
        for (int index = strongest; index < s_sources.Length; index++)
        {
            string level = Vocabulary.NameOf(s_levels[index]);
            switch (s_sources[index])
            {
                case "command line":
                    overrides = new Settings { FailureThreshold = new(s_levels[index]) }
                        .With(new ConfiguredWord("DL3007", new Place("--style")), new RuleSetting(true, s_levels[index]));
                    break;
                case ".editorconfig":
                    sources.With("/w/.editorconfig", $"[*]\ndockerlint.DL3007.severity = {level}\ndockerlint.failure_threshold = {level}\n");
                    break;
                case ".dockerlint.yaml":
                    sources.With("/w/.dockerlint.yaml", $"rules: {{DL3007: {level}}}\nfailure_threshold: {level}\n");
                    break;
                case ".hadolint.yaml":
                    sources.With("/w/.hadolint.yaml", $"override: {{{level}: [DL3007]}}\nfailure-threshold: {level}\n");
                    break;
                default:
                    sources.Set("HADOLINT_OVERRIDE_" + level.ToUpperInvariant(), "DL3007").Set("HADOLINT_FAILURE_THRESHOLD", level);
                    break;
            }
        }

        FileConfiguration configuration = sources.For(overrides: overrides);
        Assert.Empty(configuration.Problems);
        Assert.Equal((s_levels[strongest], s_levels[strongest]), (configuration.Lint.Severities["DL3007"], configuration.Threshold.Lowest!.Value));
    }

    [Theory]
    [InlineData("none", true, null, "DL3007=on")]
    [InlineData("error", true, null, "DL3007=error")]
    [InlineData("none", true, Severity.Info, "DL3007=info")]
    [InlineData("error", false, null, "DL3007=off")]
    public void What_the_command_line_says_of_a_rule_beats_a_file(string level, bool isOn, Severity? severity, string rules)
    {
        Settings overrides = Settings.Empty.With(new ConfiguredWord("NoLatestTag", new Place("--x")), new RuleSetting(isOn, severity));
        Assert.Equal(rules, Sources.Rules(new Sources().With("/w/.dockerlint.yaml", $"rules: {{DL3007: {level}}}").For(overrides: overrides).Lint));
    }

    [Fact]
    public void Lists_and_maps_add_up()
    {
        Settings overrides = new() { TrustedRegistries = [new RegistryPattern("a.example")], BuildArguments = Settings.Empty.BuildArguments.Add("A", "1") };
        FileConfiguration configuration = new Sources()
            .With("/w/.editorconfig", "[*]\ndockerlint.trusted_registries = b.example, a.example\ndockerlint.build_args = A=2, B=2\n")
            .With("/w/.dockerlint.yaml", "trusted_registries: [c.example]\nbuild_args: {A: 3, B: 3, C: 3}\nrequired_labels: {x: text}\n")
            .With("/w/.hadolint.yaml", "label-schema: {x: url, y: url}\n").For(overrides: overrides);
        Assert.Equal(["a.example", "b.example", "c.example"], configuration.Lint.Policy.TrustedRegistries.Select(static registry => registry.Text));
        Assert.Equal(["A=1", "B=2", "C=3"], configuration.Settings.BuildArguments.Select(static entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
        Assert.Equal((LabelKind.Text, LabelKind.Url), (configuration.Lint.Policy.Labels["x"], configuration.Lint.Policy.Labels["y"]));
    }

    [Theory]
    [InlineData(null, null, Profiles.Hadolint)]
    [InlineData("[*]\nindent_size = 2\n", null, Profiles.Hadolint)]
    [InlineData("[*.cs]\ndockerlint.shellcheck = off\n", null, Profiles.Hadolint)]
    [InlineData("[*]\ndockerlint.shellcheck = off\n", null, Profiles.Recommended)]
    [InlineData(null, "shellcheck: off", Profiles.Recommended)]
    [InlineData(null, "profile: buildkit", Profiles.BuildKit)]
    public void The_profile_is_hadolints_where_its_file_is_alone(string? editorConfig, string? file, Profiles profile)
    {
        Sources sources = new Sources().With("/w/.hadolint.yaml", "ignored: [DL3007]");
        if (editorConfig is not null)
            sources.With("/w/.editorconfig", editorConfig);
        if (file is not null)
            sources.With("/w/.dockerlint.yaml", file);
        Assert.Equal(profile, sources.For().Lint.Profile);
    }

    [Theory]
    [InlineData("/x/.dockerlint.yaml", "profile: all", Profiles.All)]
    [InlineData("/x/team.yaml", "profile: all\nfailure_threshold: error", Profiles.All)]
    [InlineData("/x/team.yaml", "rules: {DL3007: none}\nper-file-ignores: {}", Profiles.Recommended)]
    [InlineData("/x/team.yaml", "ignored: [DL3007]\nfailure-threshold: error", Profiles.Hadolint)]
    [InlineData("/x/hadolint.ci.yml", "failure-threshold: error", Profiles.Hadolint)]
    [InlineData("/x/dockerlint.ci.yml", "failure-threshold: error", Profiles.Recommended)]
    [InlineData("/x/empty", "", Profiles.Recommended)]
    public void The_file_that_is_named_is_of_either_kind(string path, string text, Profiles profile)
    {
        FileConfiguration configuration = new Sources().With(path, text).Resolver(path).For("/w/Dockerfile", Settings.Empty);
        Assert.Empty(configuration.Problems);
        Assert.Equal(profile, configuration.Lint.Profile);
        Assert.Equal([path], configuration.Sources);
    }

    [Fact]
    public void Beside_the_file_that_is_named_nothing_is_looked_for()
    {
        Sources sources = new Sources().With("/x/a.yaml", "profile: none").With("/w/.editorconfig", "[*]\ndockerlint.profile = all")
            .With("/w/.dockerlint.yaml", "profile: all").With("/w/.hadolint.yaml", "ignored: [DL3007]");
        FileConfiguration configuration = sources.Resolver("/x/a.yaml").For("/w/Dockerfile", Settings.Empty);
        Assert.Equal((Profiles.None, ""), (configuration.Lint.Profile, Sources.Rules(configuration.Lint)));
        Assert.Equal(["/x/a.yaml"], sources.Asked);
    }

    [Fact]
    public void A_named_file_that_is_not_there_is_an_error() => Assert.Equal(
        ["/x/a.yaml: no such file or folder"], Sources.Problems(new Sources().Resolver("/x/a.yaml").For("/w/Dockerfile", Settings.Empty)));

    [Fact]
    public void Where_it_is_off_nothing_is_read()
    {
        Sources sources = new Sources().Set("HADOLINT_IGNORE", "DL3007").With("/w/.dockerlint.yaml", "profile: all").With("/w/.hadolint.yaml", "x: y");
        ConfigurationResolver resolver = sources.Resolver(isOff: true);
        FileConfiguration configuration = resolver.For("/w/Dockerfile", Settings.Empty);
        Assert.Equal((Profiles.Recommended, "", false), (configuration.Lint.Profile, Sources.Rules(configuration.Lint), resolver.IsExcluded("/w/Dockerfile")));
        Assert.Empty(configuration.Problems);
        Assert.Empty(sources.Asked);
    }

    [Fact]
    public void Files_to_which_the_same_sources_speak_have_the_same_configuration()
    {
        Sources sources = new Sources().With("/w/.editorconfig", "[api/*]\ndockerlint.profile = all\n").With("/w/.dockerlint.yaml", "per-file-ignores: {'*.x': DL3007}");
        ConfigurationResolver resolver = sources.Resolver();
        Assert.Same(resolver.For("/w/a/Dockerfile", Settings.Empty), resolver.For("/w/b/Dockerfile", Settings.Empty));
        Assert.NotSame(resolver.For("/w/a/Dockerfile", Settings.Empty), resolver.For("/w/api/Dockerfile", Settings.Empty));
        Assert.NotSame(resolver.For("/w/a/Dockerfile", Settings.Empty), resolver.For("/w/a/a.x", Settings.Empty));
        Assert.Equal(sources.Asked.Count, sources.Asked.Distinct().Count());
    }
}
