using System.Collections.Immutable;
using DockerLint.Analysis.Rules;

namespace DockerLint.Analysis;

/// <summary>All rules: a written list, so that nothing has to be found at run time.</summary>
public static class RuleCatalog
{
    internal static ImmutableArray<Rule> Rules { get; } =
    [
        new SyntaxErrors(),
        new NoLatestTag(),
    ];

    /// <summary>What is known of every rule, by code.</summary>
    public static ImmutableArray<RuleInfo> All { get; } =
        [.. Rules.Select(static rule => rule.Info).OrderBy(static info => info.Code, StringComparer.Ordinal)];

    /// <summary>The rule of that code, name or alias, in any case; null where there is none.</summary>
    public static RuleInfo? Find(string word) => All.FirstOrDefault(info => info.IsNamed(word));
}
