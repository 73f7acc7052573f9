using System.Collections.Immutable;

namespace DockerLint.Analysis.Configuration;

/// <summary>Which rules run and how their findings are judged.</summary>
public sealed record LintOptions
{
    /// <summary>The recommended rules at their own levels.</summary>
    public static LintOptions Default { get; } = new();

    /// <summary>The rules to start from.</summary>
    public Profiles Profile { get; init; } = Profiles.Recommended;

    /// <summary>Rules that run beside those of the profile, by code.</summary>
    public ImmutableHashSet<string> Selected { get; init; } = [];

    /// <summary>Rules that do not run, by code; stronger than all else.</summary>
    public ImmutableHashSet<string> Ignored { get; init; } = [];

    /// <summary>Levels other than a rule's own, by code; a rule with one runs.</summary>
    public ImmutableDictionary<string, Severity> Severities { get; init; } = ImmutableDictionary<string, Severity>.Empty;

    /// <summary>Whether comments suppress findings.</summary>
    public bool InlineIgnores { get; init; } = true;

    /// <summary>What the team asks of its images.</summary>
    public PolicyOptions Policy { get; init; } = PolicyOptions.None;

    /// <summary>Rules of the team's own; they run where <see cref="Selected"/> or <see cref="Severities"/> names them.</summary>
    public ImmutableArray<CustomRule> CustomRules { get; init; } = [];

    /// <summary>Whether a rule runs.</summary>
    public bool IsEnabled(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (Ignored.Contains(rule.Code))
            return false;
        return rule.IsAlwaysOn
            || Profile == Profiles.All
            || (rule.Profiles & Profile) != 0
            || Selected.Contains(rule.Code)
            || Severities.ContainsKey(rule.Code);
    }

    /// <summary>The level of a rule's findings.</summary>
    public Severity SeverityOf(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Severities.TryGetValue(rule.Code, out Severity severity) ? severity : rule.Severity;
    }
}
