using DockerLint.Fuzzing.Engine;
using DockerLint.Fuzzing.Targets;
using DockerLint.Tests;

namespace DockerLint.Fuzzing.Tests;

/// <summary>The product stands what is bred for it, and breeding finds what it is to find.</summary>
public sealed class FuzzingTests
{
    public static TheoryData<string> Targets => [.. TargetList.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Category", "Long")]
    public void Half_a_minute_of_a_target_finds_nothing(string target)
    {
        using var folder = new TemporaryFolder();
        (int exit, string report) = Run(target, "--minutes", "0.5", "--seed", "1", "--output", folder.Path);
        Assert.True(exit == 0, report + string.Concat(Directory.EnumerateFiles(folder.Path, "*.txt", SearchOption.AllDirectories).Select(File.ReadAllText)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_was_a_finding_once_is_none_now(string target)
    {
        var execution = new Execution(TargetList.All.Single(other => other.Name == target));
        Assert.All(SeedFiles.Kept(target), input => Assert.Null(execution.Run(input)));
    }

    [Fact]
    public void A_call_that_is_wrong_says_what_there_is()
    {
        (int exit, string report) = Run("nothing");
        Assert.Equal(2, exit);
        Assert.Contains("dockerfile, fix", report, StringComparison.Ordinal);
    }

    private static (int Exit, string Report) Run(params string[] arguments)
    {
        using var products = new InstrumentedProducts();
        using var output = new StringWriter();
        return (products.Run(arguments, output), output.ToString());
    }
}
