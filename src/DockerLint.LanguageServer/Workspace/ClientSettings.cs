using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Configuration;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>What the user has set in the client: stronger than all files, as options of the command line are.</summary>
internal sealed record ClientSettings
{
    /// <summary>Nothing is set.</summary>
    public static ClientSettings Empty { get; } = new();

    /// <summary>The name of the section of our settings.</summary>
    public const string Section = "dockerlint";

    /// <summary><c>profile</c>, <c>shellcheck</c>, <c>select</c> and <c>ignore</c>.</summary>
    public Settings Overrides { get; init; } = Settings.Empty;

    /// <summary><c>config</c>: the only file to read; null to search.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary><c>online</c>: whether registries may be asked.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Reads the section, or what holds it; what is not known, or of another type than it should be, says nothing.</summary>
    public static ClientSettings Read(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } settings)
            return Empty;
        if (settings.TryGetProperty(Section, out JsonElement section))
            return Read(section);
        Settings overrides = Settings.Empty;
        if (TextOf(settings, "profile") is { } word && Vocabulary.TryParse(word, out Profiles profile))
            overrides = overrides with { Profile = profile };
        if (TextOf(settings, "shellcheck") is { } shellCheck)
            overrides = overrides with { ShellCheck = shellCheck };
        foreach (string rule in WordsOf(settings, "select"))
            overrides = overrides.With(new ConfiguredWord(rule, new Place("select")), RuleSetting.On);
        foreach (string rule in WordsOf(settings, "ignore"))
            overrides = overrides.With(new ConfiguredWord(rule, new Place("ignore")), RuleSetting.Off);
        return new ClientSettings { Overrides = overrides, ConfigurationFile = TextOf(settings, "config"), IsOnline = settings.TryGetProperty("online", out JsonElement online) && online.ValueKind == JsonValueKind.True };
    }

    private static string? TextOf(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out JsonElement value) && value is { ValueKind: JsonValueKind.String } && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static IEnumerable<string> WordsOf(JsonElement settings, string name)
    {
        if (!settings.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (JsonElement word in value.EnumerateArray())
        {
            if (word.ValueKind == JsonValueKind.String)
                yield return word.GetString()!;
        }
    }
}
