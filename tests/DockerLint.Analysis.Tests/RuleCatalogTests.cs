using DockerLint.Analysis.Rules;

namespace DockerLint.Analysis.Tests;

public sealed class RuleCatalogTests
{
    [Fact]
    public void The_catalogue_holds_every_rule_of_the_assembly_once() => Assert.Equal(
        typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsSubclassOf(typeof(DeclaredRule)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        RuleCatalog.Rules.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_visits_something() => Assert.All(RuleCatalog.Rules, rule => Assert.Contains(
        rule.GetType().GetInterfaces(), type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IVisit<>)));

    [Fact]
    public void A_code_has_the_prefix_of_its_kind_and_four_digits() => Assert.All(RuleCatalog.All, rule =>
        Assert.True(rule.Code is (['D', 'L' or 'K', ..] or ['S', 'C', ..]) and [_, _, .. { Length: 4 } digits] && digits.All(char.IsAsciiDigit), rule.Code));

    [Fact]
    public void No_word_means_two_rules()
    {
        string[] words = [.. RuleCatalog.All.SelectMany(rule => rule.Aliases.Append(rule.Code).Append(rule.Name)).Select(word => word.ToUpperInvariant())];
        Assert.Equal(words.Distinct(), words);
    }

    [Fact]
    public void A_name_is_in_PascalCase() => Assert.All(RuleCatalog.All, rule =>
        Assert.True(char.IsAsciiLetterUpper(rule.Name[0]) && rule.Name.All(char.IsAsciiLetterOrDigit), rule.Name));

    [Fact]
    public void A_rule_supersedes_other_rules_only() => Assert.All(RuleCatalog.All, rule =>
        Assert.All(rule.Supersedes, code => Assert.True(code != rule.Code && RuleCatalog.Find(code)?.Code == code, $"{rule.Code}: {code}")));

    [Fact]
    public void A_summary_is_one_sentence() => Assert.All(RuleCatalog.All, rule =>
        Assert.True(char.IsUpper(rule.Summary[0]) && rule.Summary.IndexOf(". ", StringComparison.Ordinal) < 0 && rule.Summary.EndsWith('.'), rule.Summary));

    [Fact]
    public void Only_checks_of_BuildKit_are_experimental_or_out_of_reach_of_comments() => Assert.All(
        RuleCatalog.All.Where(rule => rule.IsExperimental || !rule.IsSkippedByInstruction), rule => Assert.True(rule.IsBuildKitCheck, rule.Code));

    [Theory]
    [InlineData("DL3007", "DL3007")]
    [InlineData("dl3007", "DL3007")]
    [InlineData("NoLatestTag", "DL3007")]
    [InlineData("nolatesttag", "DL3007")]
    [InlineData("JSONArgsRecommended", "DK1005")]
    [InlineData("DL9999", null)]
    [InlineData("", null)]
    public void A_rule_is_found_by_code_or_name_in_any_case(string word, string? code) => Assert.Equal(code, RuleCatalog.Find(word)?.Code);

    [Fact]
    public void The_catalogue_is_sorted_by_code() =>
        Assert.Equal(RuleCatalog.All.Select(rule => rule.Code).Order(StringComparer.Ordinal), RuleCatalog.All.Select(rule => rule.Code));
}
