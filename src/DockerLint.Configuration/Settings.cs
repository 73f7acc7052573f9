using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.References;

namespace DockerLint.Configuration;

/// <summary>What is said of a rule.</summary>
/// <param name="IsOn">Whether it runs.</param>
/// <param name="Severity">The level of its findings; null where that is not said.</param>
public readonly record struct RuleSetting(bool IsOn, Severity? Severity = null)
{
    /// <summary>The rule does not run.</summary>
    public static RuleSetting Off { get; }

    /// <summary>The rule runs.</summary>
    public static RuleSetting On { get; } = new(true);

    /// <summary>This, and the level of a weaker setting where this has none.</summary>
    internal RuleSetting Over(RuleSetting weaker) => this with { Severity = Severity ?? weaker.Severity };
}

/// <summary>What one source of configuration says; what it does not say, a weaker one may.</summary>
public sealed record Settings
{
    /// <summary>Says nothing.</summary>
    public static Settings Empty { get; } = new();

    /// <summary>The rules to start from.</summary>
    public Profiles? Profile { get; init; }

    /// <summary>Rules, by code or by the word that is to name a custom one.</summary>
    public ImmutableDictionary<string, RuleSetting> Rules { get; init; } =
        ImmutableDictionary.Create<string, RuleSetting>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words in <see cref="Rules"/> that name no rule of ours.</summary>
    public ImmutableArray<ConfiguredWord> UnknownRules { get; init; } = [];

    /// <summary>Where images may come from.</summary>
    public ImmutableArray<RegistryPattern> TrustedRegistries { get; init; } = [];

    /// <summary>Images that may be used wherever they come from.</summary>
    public ImmutableArray<ImagePattern> AllowedImages { get; init; } = [];

    /// <summary>The labels that every image must have.</summary>
    public ImmutableDictionary<string, LabelKind> RequiredLabels { get; init; } =
        ImmutableDictionary.Create<string, LabelKind>(StringComparer.Ordinal);

    /// <summary>Whether images may have no other labels.</summary>
    public bool? StrictLabels { get; init; }

    /// <summary>From which level on a run fails.</summary>
    public FailureThreshold? FailureThreshold { get; init; }

    /// <summary>An installed ShellCheck: <c>auto</c>, <c>off</c> or its path.</summary>
    public string? ShellCheck { get; init; }

    /// <summary>Whether the lines of shell scripts are indented anew when a file is formatted.</summary>
    public bool? FormatShell { get; init; }

    /// <summary>The build arguments.</summary>
    public ImmutableDictionary<string, string> BuildArguments { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether comments suppress findings.</summary>
    public bool? InlineIgnores { get; init; }

    /// <summary>Rules of the team's own.</summary>
    public ImmutableArray<CustomRule> CustomRules { get; init; } = [];

    /// <summary>
    /// These settings, and a weaker source's where they say nothing. Lists and maps add up, the stronger source having
    /// the say where both name a key.
    /// </summary>
    public Settings Over(Settings weaker)
    {
        ArgumentNullException.ThrowIfNull(weaker);
        // Most sources are not there. Comparing by value costs more than to add nothing to nothing.
        if (ReferenceEquals(weaker, Empty))
            return this;
        if (ReferenceEquals(this, Empty))
            return weaker;
        return new Settings
        {
            Profile = Profile ?? weaker.Profile,
            Rules = Rules.Aggregate(
                weaker.Rules,
                (rules, entry) => rules.SetItem(entry.Key, entry.Value.Over(weaker.Rules.GetValueOrDefault(entry.Key)))),
            UnknownRules = UnknownRules.AddRange(weaker.UnknownRules),
            TrustedRegistries = [.. TrustedRegistries.Concat(weaker.TrustedRegistries).Distinct()],
            AllowedImages = [.. AllowedImages.Concat(weaker.AllowedImages).DistinctBy(static image => image.Text)],
            RequiredLabels = weaker.RequiredLabels.SetItems(RequiredLabels),
            StrictLabels = StrictLabels ?? weaker.StrictLabels,
            FailureThreshold = FailureThreshold ?? weaker.FailureThreshold,
            ShellCheck = ShellCheck ?? weaker.ShellCheck,
            FormatShell = FormatShell ?? weaker.FormatShell,
            BuildArguments = weaker.BuildArguments.SetItems(BuildArguments),
            InlineIgnores = InlineIgnores ?? weaker.InlineIgnores,
            CustomRules = [.. CustomRules.Concat(weaker.CustomRules).DistinctBy(static rule => rule.Id, StringComparer.OrdinalIgnoreCase)],
        };
    }

    /// <summary>These settings, and what is said of a rule.</summary>
    /// <param name="rule">Its code, name or alias; a word that is none of these may be the id of a custom rule.</param>
    /// <param name="setting">What is said of it.</param>
    public Settings With(ConfiguredWord rule, RuleSetting setting)
    {
        bool isKnown = Vocabulary.TryFindCode(rule.Text, out string? code, out _);
        return this with
        {
            Rules = Rules.SetItem(code ?? rule.Text, setting),
            UnknownRules = isKnown ? UnknownRules : UnknownRules.Add(rule),
        };
    }

    /// <summary>Whether a rule of the team's own is called so.</summary>
    public bool HasCustomRule(string word) =>
        CustomRules.Any(rule => rule.Id.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the engine is to do; the profile is <paramref name="profile"/> where none is said.</summary>
    internal LintOptions ToLintOptions(Profiles profile)
    {
        ImmutableHashSet<string> selected = [];
        ImmutableHashSet<string> ignored = [];
        var severities = ImmutableDictionary<string, Severity>.Empty;
        foreach (CustomRule rule in CustomRules)
            selected = selected.Add(rule.Id);
        foreach ((string word, RuleSetting setting) in Rules)
        {
            // The engine compares codes to the letter; a custom rule may be named in another case.
            string code = CustomRules.FirstOrDefault(rule => rule.Id.Equals(word, StringComparison.OrdinalIgnoreCase))?.Id ?? word;
            if (!setting.IsOn)
                ignored = ignored.Add(code);
            else if (setting.Severity is { } severity)
                severities = severities.SetItem(code, severity);
            else
                selected = selected.Add(code);
        }

        return new LintOptions
        {
            Profile = Profile ?? profile,
            Selected = selected,
            Ignored = ignored,
            Severities = severities,
            InlineIgnores = InlineIgnores ?? true,
            CustomRules = CustomRules,
            Policy = PolicyOptions.None with
            {
                TrustedRegistries = TrustedRegistries,
                AllowedImages = AllowedImages,
                Labels = RequiredLabels,
                StrictLabels = StrictLabels ?? false,
            },
        };
    }
}

/// <summary>What a configuration says of a run, whatever the files: keys that only hadolint has.</summary>
public sealed record RunSettings
{
    /// <summary>Says nothing.</summary>
    public static RunSettings Empty { get; } = new();

    /// <summary>The names of the formats.</summary>
    public ImmutableArray<ConfiguredWord> Formats { get; init; } = [];

    /// <summary>Whether nothing makes the run fail.</summary>
    public bool? NoFail { get; init; }

    /// <summary>Whether nothing is coloured.</summary>
    public bool? NoColour { get; init; }

    /// <summary>Whether it is said what is done.</summary>
    public bool? IsVerbose { get; init; }

    /// <summary>These, and a weaker source's where they say nothing.</summary>
    internal RunSettings Over(RunSettings weaker) => new()
    {
        Formats = Formats.IsEmpty ? weaker.Formats : Formats,
        NoFail = NoFail ?? weaker.NoFail,
        NoColour = NoColour ?? weaker.NoColour,
        IsVerbose = IsVerbose ?? weaker.IsVerbose,
    };
}
