using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DockerLint.Cli.Images.Templates;

/// <summary>Values as Go's templates see them.</summary>
internal static class TemplateValues
{
    /// <summary>Whether a value is there and not empty, zero or false.</summary>
    public static bool IsTrue(JsonNode? value) => value switch
    {
        null => false,
        JsonArray items => items.Count > 0,
        JsonObject members => members.Count > 0,
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.String => value.GetValue<string>().Length > 0,
            JsonValueKind.Number => value.ToJsonString() != "0",
            _ => false,
        },
    };

    /// <summary>The text that is printed of a value.</summary>
    public static string Print(JsonNode? value) => value switch
    {
        null => "<no value>",
        JsonArray items => $"[{string.Join(' ', items.Select(Print))}]",
        JsonObject members => $"map[{string.Join(' ', members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => $"{member.Key}:{Print(member.Value)}"))}]",
        _ => TextOf(value) ?? value.ToJsonString(),
    };

    /// <summary>The text that a value is; null where it is none.</summary>
    public static string? TextOf(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The number that a value is; null where it is none.</summary>
    public static double? NumberOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;
}
