using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Images;

/// <summary>JSON values as text.</summary>
internal static class JsonTexts
{
    /// <summary>On one line.</summary>
    public static string Line(JsonNode? node) => Write(node, JsonLines.Readable);

    /// <summary>Indented.</summary>
    public static string Indented(JsonNode? node) => Write(node, JsonLines.Indented with { IndentSize = 4 });

    private static string Write(JsonNode? node, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
