using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Analysis;
using DockerLint.Lexing;

namespace DockerLint.Configuration;

/// <summary>The words by which configurations and the command line name levels, profiles and rules.</summary>
public static class Vocabulary
{
    /// <summary>The word for no level.</summary>
    internal const string None = "none";

    private const int DigitsOfCode = 4;

    private static readonly ImmutableArray<(string Word, Profiles Profile)> s_profiles =
    [
        ("recommended", Profiles.Recommended),
        ("hadolint", Profiles.Hadolint),
        ("buildkit", Profiles.BuildKit),
        ("all", Profiles.All),
        (None, Profiles.None),
    ];

    /// <summary>The names of the levels, the least first.</summary>
    public static ImmutableArray<string> Levels { get; } = ["style", "info", "warning", "error"];

    /// <summary>The words for levels, and the one for none, the most first.</summary>
    public static ImmutableArray<string> LevelsAndNone { get; } = ["error", "warning", "info", "style", None];

    /// <summary>The names of the profiles.</summary>
    public static IEnumerable<string> ProfileNames => s_profiles.Select(static entry => entry.Word);

    /// <summary>The name of a level.</summary>
    public static string NameOf(Severity severity) => Levels[(int)severity];

    /// <summary>The name of a profile.</summary>
    public static string NameOf(Profiles profile) => s_profiles.First(entry => entry.Profile == profile).Word;

    /// <summary>The names of the profiles that a rule belongs to.</summary>
    public static IEnumerable<string> NamesOf(Profiles profiles) =>
        s_profiles.Where(entry => (entry.Profile & profiles) != 0).Select(static entry => entry.Word);

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
        foreach ((string name, Profiles value) in s_profiles)
        {
            profile = value;
            if (name == word)
                return true;
        }

        profile = default;
        return false;
    }

    /// <summary>The threshold that a level or <c>none</c> names.</summary>
    public static bool TryParse(string word, out FailureThreshold threshold)
    {
        bool isLevel = TryParse(word, out Severity severity);
        threshold = new FailureThreshold(isLevel ? severity : null);
        return isLevel || word == None;
    }

    /// <summary>The code that a word means: a rule's code, name or alias, or any code of ShellCheck's.</summary>
    /// <param name="word">The word, in any case.</param>
    /// <param name="code">The code; null unless the result is true.</param>
    /// <param name="error">Why it means none, with the nearest known word; null when the result is true.</param>
    /// <remarks>ShellCheck has more codes than there are rules of ours, and may be installed.</remarks>
    public static bool TryFindCode(string word, [NotNullWhen(true)] out string? code, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(word);
        code = RuleCatalog.Find(word)?.Code ?? (IsCodeOf("SC", word) ? word.ToUpperInvariant() : null);
        error = code is null ? UnknownRule(word) : null;
        return code is not null;
    }

    /// <summary>Why a word means no rule, with the nearest known one.</summary>
    public static string UnknownRule(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return RuleCatalog.Nearest(word) is not { } nearest ? $"unknown rule '{word}'; see 'dockerlint rules'" : $"unknown rule '{word}'; did you mean '{nearest}'?";
    }

    /// <summary>Why a word is none of those that are known here.</summary>
    public static string NoneOf(string word, IEnumerable<string> known) =>
        Suggestion.Nearest(word, known) is { } nearest
            ? $"'{word}' is not known; did you mean '{nearest}'?"
            : $"'{word}' is not known; use one of {string.Join(", ", known)}";

    /// <summary>Whether a word is a code with that prefix, in any case.</summary>
    internal static bool IsCodeOf(string prefix, ReadOnlySpan<char> word) =>
        word.Length == prefix.Length + DigitsOfCode
        && word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && word[prefix.Length..].IndexOfAnyExceptInRange('0', '9') < 0;
}
