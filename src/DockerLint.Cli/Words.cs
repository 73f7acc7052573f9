using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;
using DockerLint.Configuration;

namespace DockerLint.Cli;

/// <summary>The words by which values are named on the command line and in reports.</summary>
internal static class Words
{
    /// <summary>The names of the profiles.</summary>
    public static IEnumerable<string> ProfileNames => Vocabulary.ProfileNames;

    /// <summary>The words of a list with commas between.</summary>
    public static string[] InList(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The name of a level.</summary>
    public static string Of(Severity severity) => Vocabulary.NameOf(severity);

    /// <summary>The level where there are three, as in SARIF and in the messages of compilers: error, warning and note.</summary>
    public static string InThreeLevels(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

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
    public static IEnumerable<string> Of(Profiles profiles) => Vocabulary.NamesOf(profiles);

    /// <summary>The rule of that code, name or alias.</summary>
    /// <param name="word">The word.</param>
    /// <param name="rule">The rule; null where there is none.</param>
    /// <param name="error">Why there is none, with the nearest known word; null where there is one.</param>
    public static bool TryFind(string word, [NotNullWhen(true)] out RuleInfo? rule, [NotNullWhen(false)] out string? error)
    {
        rule = RuleCatalog.Find(word);
        error = rule is null ? Vocabulary.UnknownRule(word) : null;
        return rule is not null;
    }

    /// <summary>Why a value is none of those that an option takes.</summary>
    public static string NoneOf(string option, string value, IEnumerable<string> known) => $"{option}: {Vocabulary.NoneOf(value, known)}";

    /// <summary>A number and the word for what is counted.</summary>
    public static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
