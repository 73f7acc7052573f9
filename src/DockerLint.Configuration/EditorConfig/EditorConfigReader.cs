using DockerLint.Lexing;

namespace DockerLint.Configuration.EditorConfig;

/// <summary>What properties of <c>.editorconfig</c> mean.</summary>
internal static class EditorConfigReader
{
    private const string OfSeverity = ".severity";
    private const string Unset = "unset";

    /// <summary>Reads properties that hold for one file.</summary>
    /// <param name="properties">The properties; a later one has the say over an earlier one of the same key.</param>
    /// <param name="reader">Reads their values.</param>
    public static Settings Read(IEnumerable<EditorConfigProperty> properties, SettingsReader reader)
    {
        // Added at the end, so that of two names for one rule the later one counts.
        List<EditorConfigProperty> last = [];
        foreach (EditorConfigProperty property in properties)
        {
            last.RemoveAll(earlier => earlier.Key == property.Key);
            if (!property.Value.Text.Equals(Unset, StringComparison.OrdinalIgnoreCase))
                last.Add(property);
        }

        Settings settings = Settings.Empty;
        foreach (EditorConfigProperty property in last)
            Read(property, reader, ref settings);
        return settings;
    }

    private static void Read(EditorConfigProperty property, SettingsReader reader, ref Settings settings)
    {
        string key = property.Key[EditorConfigFile.Prefix.Length..];
        if (key.EndsWith(OfSeverity, StringComparison.Ordinal))
        {
            // The word as it is written, for messages.
            string rule = property.Name.Text[EditorConfigFile.Prefix.Length..^OfSeverity.Length];
            Place at = property.Name.At.Line == 0 ? property.Name.At : property.Name.At with { Column = property.Name.At.Column + EditorConfigFile.Prefix.Length };
            reader.ReadLevel(new ConfiguredWord(rule, at), property.Value, ref settings);
        }
        else if (!reader.TryRead(key, property.Value, ref settings))
        {
            reader.Problems.Error(property.Name.At, $"unknown key '{property.Name.Text}'; {Advice(property)}");
        }
    }

    private static string Advice(EditorConfigProperty property)
    {
        string key = property.Key[EditorConfigFile.Prefix.Length..];
        if (Vocabulary.TryFindCode(key, out string? code, out _))
            return $"write {EditorConfigFile.Prefix}{code}{OfSeverity}";
        int dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0)
            return $"write {EditorConfigFile.Prefix}{property.Name.Text.AsSpan(EditorConfigFile.Prefix.Length, dot)}{OfSeverity}";
        return Suggestion.Nearest(key, SettingsReader.Keys) is { } nearest
            ? $"did you mean '{EditorConfigFile.Prefix}{nearest}'?"
            : $"the keys are {string.Join(", ", SettingsReader.Keys.Select(static known => EditorConfigFile.Prefix + known))} and {EditorConfigFile.Prefix}RULE{OfSeverity}";
    }
}
