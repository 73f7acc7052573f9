using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Configuration.Nodes;
using DockerLint.Lexing;
using DockerLint.References;

namespace DockerLint.Configuration;

/// <summary>Reads the values of keys, whichever file they stand in.</summary>
/// <param name="variable">The values of environment variables.</param>
/// <param name="problems">Where it is said what makes no sense.</param>
internal sealed class SettingsReader(Func<string, string?> variable, Problems problems)
{
    private static readonly ImmutableArray<string> s_true = ["true", "yes", "on", "y", "1"];
    private static readonly ImmutableArray<string> s_false = ["false", "no", "off", "n", "0"];

    /// <summary>The keys that every file of ours knows.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        "profile", "trusted_registries", "allowed_images", "required_labels", "strict_labels", "failure_threshold", "shellcheck",
        "build_args", "format_shell",
    ];

    /// <summary>Where it is said what makes no sense.</summary>
    public Problems Problems => problems;

    /// <summary>Reads the value of one of <see cref="Keys"/>.</summary>
    /// <param name="key">The key in lower case, with underscores.</param>
    /// <param name="value">Its value.</param>
    /// <param name="settings">What it is added to.</param>
    /// <returns>Whether the key is known.</returns>
    public bool TryRead(string key, Node value, ref Settings settings)
    {
        switch (key)
        {
            case "profile":
                if (Word(value) is { } profile)
                    ReadProfile(profile, ref settings);
                break;
            case "trusted_registries":
                settings = settings with { TrustedRegistries = [.. Words(value).Select(static word => new RegistryPattern(word.Text))] };
                break;
            case "allowed_images":
                settings = settings with { AllowedImages = [.. Words(value).Select(ReadImage).OfType<ImagePattern>()] };
                break;
            case "required_labels":
                ReadLabels(value, ref settings);
                break;
            case "strict_labels":
                settings = settings with { StrictLabels = ReadTruth(value) ?? settings.StrictLabels };
                break;
            case "failure_threshold":
                if (Word(value) is { } threshold)
                    ReadThreshold(threshold, ref settings);
                break;
            case "shellcheck":
                settings = settings with { ShellCheck = Word(value)?.Text ?? settings.ShellCheck };
                break;
            case "format_shell":
                settings = settings with { FormatShell = ReadTruth(value) ?? settings.FormatShell };
                break;
            case "build_args":
                ReadBuildArguments(value, ref settings);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Reads the level of a rule.</summary>
    /// <param name="rule">The rule's code, name or alias.</param>
    /// <param name="value">A level, or <c>none</c>.</param>
    /// <param name="settings">What it is added to.</param>
    public void ReadLevel(ConfiguredWord rule, Node value, ref Settings settings)
    {
        if (Word(value) is not { } word)
            return;
        if (Vocabulary.TryParse(word.Text, out Severity severity))
            settings = settings.With(rule, new RuleSetting(true, severity));
        else if (word.Text == Vocabulary.None)
            settings = settings.With(rule, RuleSetting.Off);
        else
            problems.Error(word.At, Vocabulary.NoneOf(word.Text, Vocabulary.LevelsAndNone));
    }

    /// <summary>A single word; null where it is none, or nothing is written.</summary>
    public TextNode? Word(Node value)
    {
        if (value.IsNothing)
            return null;
        if (value is TextNode word)
            return word;
        problems.Error(value.At, $"{value.Kind} where a word is wanted");
        return null;
    }

    /// <summary>A list, or words between commas.</summary>
    public IEnumerable<TextNode> Words(Node value) => value switch
    {
        { IsNothing: true } => [],
        TextNode text => text.Split(','),
        ListNode list => list.Items.Select(Word).OfType<TextNode>(),
        _ => NoList(value),
    };

    /// <summary>A truth value; null where it is none, or nothing is written.</summary>
    public bool? ReadTruth(Node value)
    {
        if (Word(value) is not { } word)
            return null;
        if (s_true.Contains(word.Text, StringComparer.OrdinalIgnoreCase))
            return true;
        if (!s_false.Contains(word.Text, StringComparer.OrdinalIgnoreCase))
            problems.Error(word.At, $"'{word.Text}' is neither true nor false");
        return false;
    }

    /// <summary>Reads labels and what their values must be.</summary>
    public void ReadLabels(Node value, ref Settings settings)
    {
        foreach ((TextNode name, TextNode? kind) in Pairs(value, ':', isLast: true))
        {
            if (kind is null || name.Text.Length == 0)
                problems.Error(name.At, $"'{name.Text}' is not NAME:KIND; the kinds are {string.Join(", ", LabelKinds.Words)}");
            else if (LabelKinds.Find(kind.Text) is { } known)
                settings = settings with { RequiredLabels = settings.RequiredLabels.SetItem(name.Text, known) };
            else
                problems.Error(kind.At, Vocabulary.NoneOf(kind.Text, LabelKinds.Words));
        }
    }

    /// <summary>The entries of a map; the items of a list or of words between commas, each cut at the separator.</summary>
    private IEnumerable<(TextNode Name, TextNode? Value)> Pairs(Node value, char separator, bool isLast = false) => value is MapNode map
        ? map.Entries.Select(entry => (entry.Key, Word(entry.Value)))
        : Words(value).Select(word => word.SplitOnce(separator, isLast) is { } pair ? (pair.Key, (TextNode?)pair.Value) : (word, null));

    private void ReadProfile(TextNode word, ref Settings settings)
    {
        if (Vocabulary.TryParse(word.Text, out Profiles profile))
            settings = settings with { Profile = profile };
        else
            problems.Error(word.At, Vocabulary.NoneOf(word.Text, Vocabulary.ProfileNames));
    }

    private void ReadThreshold(TextNode word, ref Settings settings)
    {
        if (Vocabulary.TryParse(word.Text, out FailureThreshold threshold))
            settings = settings with { FailureThreshold = threshold };
        else
            problems.Error(word.At, Vocabulary.NoneOf(word.Text, Vocabulary.LevelsAndNone));
    }

    private ImagePattern? ReadImage(TextNode word)
    {
        var pattern = ImagePattern.Parse(word.Text);
        if (pattern is null)
            problems.Error(word.At, $"'{word.Text}' is not a pattern of images; write one such as example.com/team/*");
        return pattern;
    }

    /// <summary>A name alone takes its value from the environment, as on the command line.</summary>
    private void ReadBuildArguments(Node value, ref Settings settings)
    {
        foreach ((TextNode name, TextNode? given) in Pairs(value, '='))
        {
            if (name.Text.Length == 0)
                problems.Error(name.At, "a build argument without a name; write NAME=VALUE");
            else if ((given?.Text ?? variable(name.Text)) is { } text)
                settings = settings with { BuildArguments = settings.BuildArguments.SetItem(name.Text, text) };
        }
    }

    private IEnumerable<TextNode> NoList(Node value)
    {
        problems.Error(value.At, $"{value.Kind} where a list is wanted");
        return [];
    }

    /// <summary>Why a key is not known.</summary>
    public static string UnknownKey(string key, IEnumerable<string> known) => Suggestion.Nearest(key, known) is { } nearest
        ? $"unknown key '{key}'; did you mean '{nearest}'?"
        : $"unknown key '{key}'; the keys are {string.Join(", ", known)}";
}
