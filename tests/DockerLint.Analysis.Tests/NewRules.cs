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
    /// <summary>All of the catalogue.</summary>
    public static IEnumerable<Rule> All => RuleCatalog.Rules.Select(static rule => New(rule));

    /// <summary>What is known of a rule of the catalogue.</summary>
    public static RuleInfo InfoOf(string code) => New(RuleCatalog.Rules.Single(rule => rule.Info.Code == code)).Info;

    /// <summary>A linter with them and those that the options declare.</summary>
    public static Linter Linter(LintOptions? options = null)
    {
        options ??= LintOptions.Default;
        return new(options, All.Concat(options.CustomRules.Select(DeclaredRule.Of)));
    }

    private static Rule New(Rule rule) => (Rule)Activator.CreateInstance(rule.GetType())!;
}
