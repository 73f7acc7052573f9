using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DockerLint.Cli.Output;

/// <summary>Writes JSON values with something of our own between them.</summary>
internal sealed class JsonLines(Stream stream)
{
    private const int FlushAt = 32 * 1024;

    /// <summary>Readable: only what JSON itself asks for is escaped.</summary>
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The same, a line for each value.</summary>
    public static readonly JsonWriterOptions Indented = Readable with
    {
        Indented = true,
#if NET9_0_OR_GREATER
        NewLine = "\n",
#endif
    };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private Utf8JsonWriter? _writer;

    /// <summary>What writes the next value.</summary>
    public Utf8JsonWriter Next()
    {
        _writer ??= new Utf8JsonWriter(_buffer, Readable);
        Complete();
        return _writer;
    }

    /// <summary>Writes what stands between two values.</summary>
    public void Raw(ReadOnlySpan<byte> text)
    {
        Complete();
        _buffer.Write(text);
        if (_buffer.WrittenCount >= FlushAt)
            Flush();
    }

    /// <summary>Sends all that was written.</summary>
    public void Flush()
    {
        Complete();
        stream.Write(_buffer.WrittenSpan);
        stream.Flush();
        _buffer.ResetWrittenCount();
    }

    private void Complete()
    {
        if (_writer is null)
            return;
        _writer.Flush();
        _writer.Reset();
    }
}
