using System.Reflection;
using DockerLint.Analysis;
using Microsoft.CodeAnalysis;

namespace DockerLint.Analyzers.Tests;

/// <summary>
/// The release files list what the analyzers may report. The rules become descriptors at run time, which the checks of
/// the compiler cannot see; so this is checked here. DOCKERLINT_UPDATE=1 writes the list of unshipped rules.
/// </summary>
public sealed class ReleaseTests
{
    private static readonly string s_folder = Path.Combine(
        typeof(ReleaseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!,
        "src",
        "DockerLint.Analyzers",
        "Releases");

    [Fact]
    public void Every_rule_is_in_a_release_file_with_its_category_and_level()
    {
        string unshipped = Path.Combine(s_folder, "AnalyzerReleases.Unshipped.md");
        string[] shipped = [.. Rows(File.ReadAllLines(Path.Combine(s_folder, "AnalyzerReleases.Shipped.md")))];
        string[] expected =
        [
            .. new DockerLintAnalyzer().SupportedDiagnostics.Select(Row).Where(row => !shipped.Contains(row)).Order(StringComparer.Ordinal),
        ];
        if (Environment.GetEnvironmentVariable("DOCKERLINT_UPDATE") == "1")
        {
            IEnumerable<string> head = File.ReadAllLines(unshipped).TakeWhile(static line => !line.StartsWith('D') && !line.StartsWith('S'));
            File.WriteAllLines(unshipped, head.Concat(expected));
        }

        Assert.Equal(expected, Rows(File.ReadAllLines(unshipped)));
    }

    [Fact]
    public void Every_rule_has_a_descriptor_of_its_own() => Assert.Equal(
        RuleCatalog.All.Select(static rule => rule.Code).Order(StringComparer.Ordinal),
        new DockerLintAnalyzer().SupportedDiagnostics.Select(static descriptor => descriptor.Id).Except(["DK0001", "DK0002"]).Order(StringComparer.Ordinal));

    private static string Row(DiagnosticDescriptor descriptor) =>
        $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}";

    private static IEnumerable<string> Rows(IEnumerable<string> lines) =>
        lines.Where(static line => line.StartsWith('D') || line.StartsWith('S')).Where(static line => line.Contains(" | ", StringComparison.Ordinal));
}
