using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis;

namespace DockerLint.Cli.Output;

/// <summary>The part of a SARIF log that says what the tool is and what its rules mean.</summary>
internal static class SarifRules
{
    /// <summary>Characters of a description that code scanning takes.</summary>
    private const int MaximumDescription = 1024;

    /// <summary>Characters of a name that code scanning takes.</summary>
    private const int MaximumName = 255;

    /// <summary>Writes <c>driver</c>.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<RuleInfo> rules)
    {
        json.WriteStartObject("driver"u8);
        json.WriteString("name"u8, "dockerlint");
        json.WriteString("version"u8, App.Version);
        json.WriteString("semanticVersion"u8, App.Version);
        json.WriteString("informationUri"u8, "https://github.com/dockerlint/dockerlint");
        json.WriteStartArray("rules"u8);
        foreach (RuleInfo rule in rules)
            Write(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a property that is an object with a text.</summary>
    public static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, rule.Code);
        json.WriteString("name"u8, Short(rule.Name, MaximumName));
        WriteText(json, "shortDescription", Short(rule.Summary, MaximumDescription));
        WriteText(json, "fullDescription", Short(rule.Summary, MaximumDescription));
        json.WriteString("helpUri"u8, rule.Url);
        json.WriteStartObject("help"u8);
        json.WriteString("text"u8, $"{rule.Summary} See {rule.Url}");
        json.WriteString("markdown"u8, RulePages.Of(rule));
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration"u8);
        json.WriteString("level"u8, Words.InThreeLevels(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties"u8);
        json.WriteStartArray("tags"u8);
        json.WriteStringValue("containers"u8);
        json.WriteStringValue(Words.Of(rule.Category));
        json.WriteEndArray();
        json.WriteString("precision"u8, "high");
        json.WriteString("problem.severity"u8, rule.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "recommendation",
        });
        if (rule.Category == Category.Security)
            json.WriteString("security-severity"u8, SecuritySeverityOf(rule.Severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A text of at most so many characters; rules of one's own may be wordy.</summary>
    private static string Short(string text, int maximum)
    {
        if (text.Length <= maximum)
            return text;
        int end = maximum - 1;
        return $"{text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)}…";
    }

    /// <summary>A number from 0 to 10 of which GitHub makes high (from 7.0), medium (from 4.0) and low.</summary>
    private static string SecuritySeverityOf(Severity severity) => severity switch
    {
        Severity.Error => "8.0",
        Severity.Warning => "5.5",
        _ => "3.0",
    };
}
