using System.Text.Json.Nodes;
using DockerLint.BuildKit.Protocol;
using Google.Protobuf;

namespace DockerLint.BuildKit.Tests.Llb;

/// <summary>Graphs as texts, an operation a line, in which operations of other builders are known again.</summary>
internal static class GraphText
{
    /// <summary>Our graph.</summary>
    public static string[] Of(Definition definition)
    {
        var texts = new List<string>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ByteString bytes in definition.Def)
        {
            Op operation = Op.Parser.ParseFrom(bytes);
            string inputs = string.Join(' ', operation.Inputs.Select(input => $"{numbers[input.Digest]}:{input.Index}"));
            numbers.Add(ContentDigest.Of(bytes.Span).Text, texts.Count);
            operation.Inputs.Clear();
            texts.Add($"{inputs} {Sorted(JsonNode.Parse(JsonFormatter.Default.Format(operation)))}");
        }

        return Ordered(texts);
    }

    /// <summary>A graph of the cases.</summary>
    public static string[] Of(JsonNode operations)
    {
        var texts = new List<string>();
        foreach (JsonNode? operation in operations.AsArray())
            texts.Add($"{string.Join(' ', operation!["inputs"]!.AsArray().Select(static input => input!.GetValue<string>()))} {Sorted(operation["op"])}");
        return Ordered(texts);
    }

    /// <summary>JSON whose members stand in the order of their names.</summary>
    internal static string Sorted(JsonNode? value) => value switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => $"\"{member.Key}\":{Sorted(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Sorted))}]",
        null => "null",
        _ => value.ToJsonString(),
    };

    /// <summary>Numbers depend on the order of what does not depend on each other, so operations are named by what they take.</summary>
    private static string[] Ordered(List<string> texts)
    {
        var names = new List<string>();
        var wholes = new List<string>();
        foreach (string text in texts)
        {
            int end = text.IndexOf('{', StringComparison.Ordinal);
            string head = end < 0 ? text : text[..end];
            IEnumerable<string> inputs = head.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static input => input.Split(':')).Select(input => $"{names[int.Parse(input[0], null)]}:{input[1]}");
            string whole = $"[{string.Join(' ', inputs)}] {(end < 0 ? "" : text[end..])}";
            names.Add(ContentDigest.Of(System.Text.Encoding.UTF8.GetBytes(whole)).Text[7..15]);
            wholes.Add(whole);
        }

        return [.. wholes.Order(StringComparer.Ordinal)];
    }
}
