using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Images;

/// <summary>JSON values as text.</summary>
internal static class JsonTexts
{
    private static readonly JsonWriterOptions s_indented = JsonLines.Indented with
    {
#if NET9_0_OR_GREATER
        IndentSize = 4,
#endif
    };

    /// <summary>On one line.</summary>
    public static string Line(JsonNode? node) => Write(node, JsonLines.Readable);

    /// <summary>Indented, by as much as Docker does where .NET can.</summary>
    public static string Indented(JsonNode? node) => Write(node, s_indented);

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
