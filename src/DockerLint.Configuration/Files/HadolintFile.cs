using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Configuration.Nodes;

namespace DockerLint.Configuration.Files;

/// <summary>What hadolint's configuration says.</summary>
/// <param name="Path">The file; null where it is the environment.</param>
/// <param name="Settings">What holds for files.</param>
/// <param name="Run">What holds for the run.</param>
internal sealed record HadolintFile(string? Path, Settings Settings, RunSettings Run);

/// <summary>Reads <c>.hadolint.yaml</c> (hadolint's README, "Configure").</summary>
/// <param name="reader">Reads the values.</param>
internal sealed class HadolintFileReader(SettingsReader reader)
{
    /// <summary>The keys.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        "ignored", "override", "trustedRegistries", "label-schema", "strict-labels", "disable-ignore-pragma", "failure-threshold",
        "format", "formats", "no-color", "no-fail", "verbose",
    ];

    private Problems Problems => reader.Problems;

    /// <summary>Where hadolint looks for its file; the first that is there counts.</summary>
    /// <param name="folder">The working folder, without a slash at its end.</param>
    /// <param name="variable">The values of environment variables.</param>
    public static IEnumerable<string> PathsFrom(string folder, Func<string, string?> variable)
    {
        string? home = (variable("HOME") ?? variable("USERPROFILE"))?.Replace('\\', '/').TrimEnd('/');
        string? settings = variable("XDG_CONFIG_HOME") is { Length: > 0 } given ? given.TrimEnd('/') : home is null ? null : home + "/.config";
        IEnumerable<string?> stems =
        [
            folder + "/.hadolint",
            settings is null ? null : settings + "/hadolint",
            home is null ? null : home + "/.hadolint/hadolint",
            home is null ? null : home + "/.hadolint/config",
            home is null ? null : home + "/.hadolint",
        ];
        return stems.OfType<string>().SelectMany(static stem => (string[])[stem + ".yaml", stem + ".yml"]);
    }

    /// <summary>Reads a file whose text has been read as YAML.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="root">What is in it; null where nothing is.</param>
    public HadolintFile Read(string path, Node? root)
    {
        Settings settings = Settings.Empty;
        RunSettings run = RunSettings.Empty;
        if (root is not (null or { IsNothing: true } or MapNode))
            Problems.Error(root.At, $"{root.Kind} where keys and values are wanted");
        Node? ignored = null;
        foreach ((TextNode key, Node value) in (root as MapNode)?.Entries ?? [])
        {
            switch (key.Text)
            {
                case "ignored":
                    ignored = value;
                    break;
                case "override":
                    ReadOverride(value, ref settings);
                    break;
                case "trustedRegistries":
                    reader.TryRead("trusted_registries", value, ref settings);
                    break;
                case "label-schema":
                    reader.ReadLabels(value, ref settings);
                    break;
                case "strict-labels":
                    settings = settings with { StrictLabels = reader.ReadTruth(value) };
                    break;
                case "disable-ignore-pragma":
                    settings = settings with { InlineIgnores = !reader.ReadTruth(value) };
                    break;
                case "failure-threshold":
                    ReadThreshold(value, ref settings);
                    break;
                case "format" or "formats":
                    run = run with { Formats = run.Formats.AddRange(reader.Words(value).Select(static word => new ConfiguredWord(word.Text, word.At))) };
                    break;
                case "no-color":
                    run = run with { NoColour = reader.ReadTruth(value) };
                    break;
                case "no-fail":
                    run = run with { NoFail = reader.ReadTruth(value) };
                    break;
                case "verbose":
                    run = run with { IsVerbose = reader.ReadTruth(value) };
                    break;
                default:
                    Problems.Warn(key.At, SettingsReader.UnknownKey(key.Text, Keys));
                    break;
            }
        }

        // Stronger than a level, wherever it stands.
        if (ignored is not null)
            ReadRules(ignored, RuleSetting.Off, ref settings);
        return new HadolintFile(path, settings, run);
    }

    /// <summary>Reads what the environment says: <c>HADOLINT_…</c>.</summary>
    /// <param name="variable">The values of environment variables.</param>
    public HadolintFile ReadEnvironment(Func<string, string?> variable)
    {
        Settings settings = Settings.Empty;
        RunSettings run = RunSettings.Empty;
        foreach (Severity severity in Enum.GetValues<Severity>())
        {
            if (Value("OVERRIDE_" + Vocabulary.NameOf(severity).ToUpperInvariant()) is { } rules)
                ReadRules(rules, new RuleSetting(true, severity), ref settings);
        }

        if (Value("IGNORE") is { } ignored)
            ReadRules(ignored, RuleSetting.Off, ref settings);
        if (Value("TRUSTED_REGISTRIES") is { } registries)
            reader.TryRead("trusted_registries", registries, ref settings);
        if (Value("REQUIRE_LABELS") is { } labels)
            reader.ReadLabels(labels, ref settings);
        if (Value("FAILURE_THRESHOLD") is { } threshold)
            ReadThreshold(threshold, ref settings);
        if (Value("FORMAT") is { } formats)
            run = run with { Formats = [.. reader.Words(formats).Select(static word => new ConfiguredWord(word.Text, word.At))] };
        if (Truth("STRICT_LABELS") is { } isStrict)
            settings = settings with { StrictLabels = isStrict };
        if (Truth("DISABLE_IGNORE_PRAGMA") is { } isDisabled)
            settings = settings with { InlineIgnores = !isDisabled };
        return new HadolintFile(null, settings, run with { NoFail = Truth("NOFAIL"), IsVerbose = Truth("VERBOSE") });

        TextNode? Value(string name) => variable("HADOLINT_" + name) is { } text ? new TextNode(text, new Place("HADOLINT_" + name)) : null;

        // What is no yes is a no.
        bool? Truth(string name) => Value(name) is { } value
            ? value.Text.ToUpperInvariant() is "1" or "Y" or "ON" or "TRUE" or "YES"
            : null;
    }

    /// <summary>Where a rule stands in several lists, the gravest level counts.</summary>
    private void ReadOverride(Node value, ref Settings settings)
    {
        if (value.IsNothing)
            return;
        if (value is not MapNode map)
        {
            Problems.Error(value.At, $"{value.Kind} where levels and rules are wanted; write error: [DL3007]");
            return;
        }

        foreach (Severity severity in Enum.GetValues<Severity>())
        {
            if (map.Entries.FirstOrDefault(entry => entry.Key.Text == Vocabulary.NameOf(severity)) is { Value: { } rules })
                ReadRules(rules, new RuleSetting(true, severity), ref settings);
        }

        foreach ((TextNode key, _) in map.Entries.Where(static entry => !Vocabulary.Levels.Contains(entry.Key.Text)))
            Problems.Warn(key.At, SettingsReader.UnknownKey(key.Text, Vocabulary.Levels));
    }

    /// <summary>Hadolint takes any name; what is no code of a rule that there was or may be is a slip of the pen.</summary>
    private void ReadRules(Node value, RuleSetting setting, ref Settings settings)
    {
        foreach (TextNode word in reader.Words(value))
        {
            string code = Vocabulary.TryFindCode(word.Text, out string? known, out string? error) ? known : word.Text.ToUpperInvariant();
            if (error is not null && !Vocabulary.IsCodeOf("DL", word.Text))
                Problems.Warn(word.At, error);
            settings = settings with { Rules = settings.Rules.SetItem(code, setting) };
        }
    }

    /// <summary><c>ignore</c> is hadolint's lowest level: anything fails.</summary>
    private void ReadThreshold(Node value, ref Settings settings)
    {
        if (value is TextNode { Text: "ignore" })
            settings = settings with { FailureThreshold = new FailureThreshold(Severity.Style) };
        else
            reader.TryRead("failure_threshold", value, ref settings);
    }
}
