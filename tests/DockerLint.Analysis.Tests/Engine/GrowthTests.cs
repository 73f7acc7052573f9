using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>Ten times the file takes about ten times as long, whatever it is made of.</summary>
[Collection(nameof(NothingElse))]
public sealed class GrowthTests
{
    /// <summary>Characters; a line of 64 KiB is an error.</summary>
    private const int Small = 6_000;

    private static readonly ImmutableDictionary<Profiles, Linter> s_linters =
        new[] { Profiles.All, Profiles.Recommended, Profiles.Hadolint, Profiles.BuildKit }.ToImmutableDictionary(
            static profile => profile, static profile => new Linter(new LintOptions { Profile = profile }));

    public static TheoryData<string> Names => [.. GrowthShapes.All.Select(static shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Linting_takes_time_in_proportion_to_the_text(string name) => AssertLinear(name, Profiles.All);

    [Theory]
    [InlineData("a comment for each RUN", Profiles.Hadolint)]
    [InlineData("comments in one RUN", Profiles.Hadolint)]
    [InlineData("commands of one RUN", Profiles.Hadolint)]
    [InlineData("images", Profiles.Hadolint)]
    [InlineData("comments of BuildKit", Profiles.BuildKit)]
    [InlineData("names in the directive", Profiles.BuildKit)]
    [InlineData("ENV that use nothing", Profiles.BuildKit)]
    [InlineData("variables of one word", Profiles.BuildKit)]
    [InlineData("pairs of an ENV", Profiles.BuildKit)]
    [InlineData("several RUN", Profiles.Recommended)]
    public void So_it_does_under_other_profiles(string name, Profiles profile) => AssertLinear(name, profile);

    [Fact]
    public void So_does_fixing()
    {
        GrowthShape runs = GrowthShapes.All.Single(static shape => shape.Name == "RUN of one command");
        var small = new SourceText(runs.Text(Small / 2));
        var large = new SourceText(runs.Text(Small / 2 * Growth.Factor));
        Growth.AssertLinear("fixes", () => Fix(small), () => Fix(large));
    }

    private static void Fix(SourceText source) => Assert.NotEqual(0, Fixer.Apply(s_linters[Profiles.All], source, FixSafety.Unsafe).Count);

    private static void AssertLinear(string name, Profiles profile)
    {
        GrowthShape shape = GrowthShapes.All.Single(shape => shape.Name == name);
        var small = new SourceText(shape.Text(Small));
        var large = new SourceText(shape.Text(Small * Growth.Factor));
        Growth.AssertLinear(name, () => s_linters[profile].Lint(small), () => s_linters[profile].Lint(large));
    }
}
