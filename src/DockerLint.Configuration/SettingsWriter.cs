using System.Globalization;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;

namespace DockerLint.Configuration;

/// <summary>Writes settings as <c>.dockerlint.yaml</c> has them.</summary>
public static class SettingsWriter
{
    private static readonly string[] s_otherwiseRead = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

    /// <summary>All that settings say; custom rules by their ids, in a comment.</summary>
    public static string Write(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = new StringBuilder();
        if (settings.Profile is { } profile)
            text.Append("profile: ").Append(Vocabulary.NameOf(profile)).Append('\n');
        text.Append(WriteRules(settings)).Append(WritePolicy(settings));
        if (settings.FailureThreshold is { } threshold)
            text.Append("failure_threshold: ").Append(NameOf(threshold)).Append('\n');
        if (settings.ShellCheck is { } shellCheck)
            text.Append("shellcheck: ").Append(Scalar(shellCheck)).Append('\n');
        Append(text, "build_args", settings.BuildArguments.Select(static entry => $"{Scalar(entry.Key)}: {Scalar(entry.Value)}"));
        if (settings.FormatShell is { } formatsShell)
            text.Append("format_shell: ").Append(formatsShell ? "true" : "false").Append('\n');
        if (settings.InlineIgnores == false)
            text.Append("# comments do not suppress findings\n");
        if (!settings.CustomRules.IsEmpty)
            text.Append("# custom rules: ").AppendJoin(", ", settings.CustomRules.Select(static rule => rule.Id)).Append('\n');
        return text.ToString();
    }

    /// <summary>The rules; nothing where none is named.</summary>
    public static string WriteRules(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = new StringBuilder();
        Append(text, "rules", settings.Rules.Select(static entry => entry.Value switch
        {
            { IsOn: false } => $"{entry.Key}: {Vocabulary.None}",
            { Severity: { } severity } => $"{entry.Key}: {Vocabulary.NameOf(severity)}",
            _ => $"{entry.Key}: {Vocabulary.NameOf(RuleCatalog.Find(entry.Key)?.Severity ?? Severity.Warning)}",
        }));
        return text.ToString();
    }

    /// <summary>What is asked of images; nothing where nothing is.</summary>
    public static string WritePolicy(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = new StringBuilder();
        AppendList(text, "trusted_registries", settings.TrustedRegistries.Select(static registry => registry.Text));
        AppendList(text, "allowed_images", settings.AllowedImages.Select(static image => image.Text));
        Append(text, "required_labels", settings.RequiredLabels.Select(static entry => $"{Scalar(entry.Key)}: {LabelKinds.WordOf(entry.Value)}"));
        if (settings.StrictLabels is { } isStrict)
            text.Append("strict_labels: ").Append(isStrict ? "true" : "false").Append('\n');
        return text.ToString();
    }

    /// <summary>The word for a threshold.</summary>
    public static string NameOf(FailureThreshold threshold) =>
        threshold.Lowest is { } lowest ? Vocabulary.NameOf(lowest) : Vocabulary.None;

    private static void Append(StringBuilder text, string key, IEnumerable<string> lines)
    {
        string[] sorted = [.. lines.Order(StringComparer.Ordinal)];
        if (sorted.Length > 0)
            text.Append(key).Append(":\n");
        foreach (string line in sorted)
            text.Append("  ").Append(line).Append('\n');
    }

    private static void AppendList(StringBuilder text, string key, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length > 0)
            text.Append(key).Append(":\n");
        foreach (string item in all)
            text.Append("  - ").Append(Scalar(item)).Append('\n');
    }

    /// <summary>A text that YAML reads back as it is.</summary>
    private static string Scalar(string text)
    {
        bool isPlain = text.Length > 0
            && char.IsAsciiLetter(text[0])
            && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_')
            && !s_otherwiseRead.Contains(text, StringComparer.OrdinalIgnoreCase);
        if (isPlain)
            return text;
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                quoted.Append(c);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return quoted.Append('"').ToString();
    }
}
