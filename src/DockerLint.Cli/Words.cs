using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;
using DockerLint.Lexing;

namespace DockerLint.Cli;

/// <summary>The words by which values are named on the command line and in reports.</summary>
internal static class Words
{
    private static readonly ImmutableArray<string> Levels = ["style", "info", "warning", "error"];

    private static readonly ImmutableArray<(string Word, Profiles Profile)> AllProfiles =
    [
        ("recommended", Profiles.Recommended),
        ("hadolint", Profiles.Hadolint),
        ("buildkit", Profiles.BuildKit),
        ("all", Profiles.All),
        ("none", Profiles.None),
    ];

    /// <summary>The names of the profiles.</summary>
    public static IEnumerable<string> ProfileNames => AllProfiles.Select(static entry => entry.Word);

    /// <summary>The name of a level.</summary>
    public static string Of(Severity severity) => Levels[(int)severity];

    /// <summary>How a level is shown.</summary>
    public static Ink InkOf(Severity severity) => severity switch
    {
        Severity.Error => Ink.Error,
        Severity.Warning => Ink.Warning,
        Severity.Info => Ink.Info,
        _ => Ink.Style,
    };

    /// <summary>The name of a category.</summary>
    public static string Of(Category category) => category switch
    {
        Category.Correctness => "correctness",
        Category.Reproducibility => "reproducibility",
        Category.Security => "security",
        Category.Efficiency => "efficiency",
        _ => "style",
    };

    /// <summary>How safe the fixes of a rule are.</summary>
    public static string Of(FixSafety fix) => fix switch
    {
        FixSafety.Safe => "safe",
        FixSafety.Unsafe => "unsafe",
        _ => "none",
    };

    /// <summary>The profiles that a rule belongs to.</summary>
    public static IEnumerable<string> Of(Profiles profiles) =>
        AllProfiles.Where(entry => (entry.Profile & profiles) != 0).Select(static entry => entry.Word);

    /// <summary>The level of that name.</summary>
    public static bool TryParse(string word, out Severity severity)
    {
        int index = Levels.IndexOf(word);
        severity = (Severity)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The profile of that name.</summary>
    public static bool TryParse(string word, out Profiles profile)
    {
        foreach ((string name, Profiles value) in AllProfiles)
        {
            profile = value;
            if (name == word)
                return true;
        }

        profile = default;
        return false;
    }

    /// <summary>The rule of that code, name or alias.</summary>
    /// <param name="word">The word.</param>
    /// <param name="rule">The rule; null where there is none.</param>
    /// <param name="error">Why there is none, with the nearest known word; null where there is one.</param>
    public static bool TryFind(string word, [NotNullWhen(true)] out RuleInfo? rule, [NotNullWhen(false)] out string? error)
    {
        rule = RuleCatalog.Find(word);
        error = null;
        if (rule is not null)
            return true;
        error = RuleCatalog.Nearest(word) is not { } nearest ? $"unknown rule '{word}'; see 'dockerlint rules'" : $"unknown rule '{word}'; did you mean '{nearest}'?";
        return false;
    }

    /// <summary>Why a value is none of those that an option takes.</summary>
    public static string NoneOf(string option, string value, IEnumerable<string> known) =>
        Suggestion.Nearest(value, known) is { } nearest
            ? $"{option}: '{value}' is not known; did you mean '{nearest}'?"
            : $"{option}: '{value}' is not known; use one of {string.Join(", ", known)}";

    /// <summary>A number and the word for what is counted.</summary>
    public static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
