using DockerLint.Analysis.Tests.Pages;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>What findings say; the examples are those of the pages.</summary>
public sealed class MessageTests
{
    public static TheoryData<string> Codes => [.. RuleCatalog.All.Select(rule => rule.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_finding_its_other_places_and_its_fixes_are_put_into_words(string code)
    {
        foreach (Diagnostic finding in RulePage.Read(code).Examples("Bad").SelectMany(example => example.Lint(code)))
        {
            Assert.All(
                [finding.Message, .. finding.Related.Select(place => place.Message), .. finding.Fixes.Select(fix => fix.Title)],
                words => Assert.False(string.IsNullOrWhiteSpace(words), $"{finding.Rule.Code} has nothing to say"));
        }
    }
}
