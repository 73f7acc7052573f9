using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Rules;

namespace DockerLint.Analysis.Tests;

/// <summary>
/// Rules that are made anew for each test, where the catalogue makes them once a process: so a change of what a rule says of
/// itself is seen by the tests that are about it (docs/mutation.md).
/// </summary>
internal static class NewRules
{
    /// <summary>What is known of a rule of the catalogue.</summary>
    public static RuleInfo InfoOf(string code) => New(RuleCatalog.Rules.Single(rule => rule.Info.Code == code)).Info;

    /// <summary>A linter with those of the catalogue that the options choose, and those that they declare.</summary>
    public static Linter Linter(LintOptions? options = null)
    {
        options ??= LintOptions.Default;
        // Others are not made, since the test is not about them: it would be run for each of their changes.
        return new(options, RuleCatalog.Rules.Where(rule => options.IsEnabled(rule.Info)).Select(New).Concat(options.CustomRules.Select(DeclaredRule.Of)));
    }

    private static Rule New(Rule rule) => (Rule)Activator.CreateInstance(rule.GetType())!;
}
