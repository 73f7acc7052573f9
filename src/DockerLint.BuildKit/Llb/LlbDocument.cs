using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;
using DockerLint.Oci.Registry;
using Google.Protobuf;

namespace DockerLint.BuildKit.Llb;

/// <summary>The graph of a plan, for other programs and for people.</summary>
public static class LlbDocument
{
    /// <summary>The graph as BuildKit's own client takes it: a marshalled <c>Definition</c>, on <c>buildctl build</c>'s standard input.</summary>
    public static byte[] Write(BuildPlan plan, LlbOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        return LlbGraph.Of(plan, options).Definition.ToByteArray();
    }

    /// <summary>The graph as JSON: a list of operations with their digests, each after those that it takes from.</summary>
    public static string WriteJson(BuildPlan plan, LlbOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        Definition definition = LlbGraph.Of(plan, options).Definition;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (ByteString operation in definition.Def)
            {
                string digest = ContentDigest.Of(operation.Span).Text;
                writer.WriteStartObject();
                writer.WriteString("digest", digest);
                WriteMessage(writer, "op", Op.Parser.ParseFrom(operation));
                if (definition.Metadata.TryGetValue(digest, out OpMetadata? metadata))
                    WriteMessage(writer, "metadata", metadata);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteMessage(Utf8JsonWriter writer, string name, IMessage message)
    {
        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(message));
        writer.WritePropertyName(name);
        json.RootElement.WriteTo(writer);
    }
}
