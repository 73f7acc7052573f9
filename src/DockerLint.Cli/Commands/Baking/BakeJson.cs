using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Cli.Output;
using DockerLint.Hosts.Bake.Builds;

namespace DockerLint.Cli.Commands.Baking;

/// <summary>Targets as <c>docker buildx bake --print</c> shows them.</summary>
internal static class BakeJson
{
    private static readonly ImmutableArray<string> s_order =
    [
        "annotations", "attest", "context", "contexts", "dockerfile", "dockerfile-inline", "args", "labels", "tags", "cache-from", "cache-to", "target",
        "secret", "ssh", "platforms", "output", "pull", "no-cache", "network", "no-cache-filter", "shm-size", "ulimits", "call", "entitlements", "extra-hosts",
    ];

    /// <summary>Writes them.</summary>
    public static byte[] Write(BakeTargets targets)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonLines.Indented))
        {
            json.WriteStartObject();
            json.WriteStartObject("group");
            foreach ((string name, ImmutableArray<string> members) in targets.Groups)
            {
                json.WriteStartObject(name);
                WriteList(json, "targets", members);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("target");
            foreach (BakeBuild target in targets.Targets.OrderBy(static target => target.Name.Text, StringComparer.Ordinal))
                Write(json, target);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, BakeBuild target)
    {
        json.WriteStartObject(target.Name.Text);
        foreach (string key in s_order)
        {
            string? text = target.Text(key) ?? key switch { "context" => ".", "dockerfile" => "Dockerfile", _ => null };
            if (text is not null && key is "pull" or "no-cache")
                json.WriteBoolean(key, text == "true");
            else if (text is not null)
                json.WriteString(key, text);
            else if (target.List(key) is { IsEmpty: false } list && key is "cache-from" or "cache-to" or "output" or "secret" or "ssh" or "attest")
                WriteFields(json, key, list);
            else if (!target.List(key).IsEmpty)
                WriteList(json, key, [.. target.List(key).Select(static item => item.Text)]);
            else if (target.Map(key) is { IsEmpty: false } map)
                WriteMap(json, key, map.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value.Text)));
        }

        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, string key, ImmutableArray<BakeText> list)
    {
        json.WriteStartArray(key);
        foreach (BakeText item in list)
            WriteMap(json, null, FieldsOf(key, item.Text));
        json.WriteEndArray();
    }

    /// <summary>The fields of a value, which may be written as one word.</summary>
    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(string key, string text)
    {
        if (key == "ssh")
        {
            string[] parts = text.Split('=', 2);
            return parts is [var id, var path] ? [new("id", id), new("paths", path)] : [new("id", text)];
        }

        string full = text.Contains('=') ? text : key == "output" ? $"type=local,dest={text}" : $"type=registry,ref={text}";
        return full.Split(',').Select(static field => field.Split('=', 2)).Select(static field => KeyValuePair.Create(field[0], field[^1]))
            .OrderBy(static field => field.Key, StringComparer.Ordinal);
    }

    private static void WriteMap(Utf8JsonWriter json, string? key, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        if (key is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(key);
        foreach ((string name, string value) in pairs)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string key, ImmutableArray<string> items)
    {
        json.WriteStartArray(key);
        foreach (string item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
