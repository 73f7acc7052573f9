using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DockerLint.Lexing;

namespace DockerLint.LanguageServer.Protocol;

/// <summary>
/// Reads the texts of messages. A client may cut a surrogate pair in two, as when half of an emoji is deleted, and writes
/// such a half as an escape (ECMA-262, QuoteJSONString), which the reader of JSON refuses.
/// </summary>
internal sealed class WrittenText : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!reader.ValueIsEscaped)
            return reader.GetString();
        ReadOnlySpan<byte> written = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return written.IndexOf("\\ud"u8) < 0 && written.IndexOf("\\uD"u8) < 0 ? reader.GetString() : JsonLexeme.Unescape(Encoding.UTF8.GetString(written));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <inheritdoc/>
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options)!;

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
