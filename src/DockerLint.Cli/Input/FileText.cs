using System.Text;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Input;

/// <summary>The text of a file and how it is written as bytes.</summary>
internal sealed class FileText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly Encoding _encoding;

    private FileText(byte[] bytes, Encoding encoding)
    {
        Bytes = bytes;
        _encoding = encoding;
        Source = new SourceText(encoding.GetString(bytes));
    }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>The text, a byte order mark included; what is no text is U+FFFD.</summary>
    public SourceText Source { get; }

    /// <summary>Why another text must not be written in its place: written again it would not be the same bytes. Null where it would.</summary>
    public string? Flaw => Encode(Source).AsSpan().SequenceEqual(Bytes) ? null : "it is not text throughout, which writing it would change";

    /// <summary>Reads bytes: UTF-8, or UTF-16 with a byte order mark.</summary>
    public static FileText Decode(byte[] bytes) => new(bytes, bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => Utf8,
    });

    /// <summary>A text in the encoding of this one. Its byte order mark is a character of the text.</summary>
    public byte[] Encode(SourceText source) => _encoding.GetBytes(source.Value);
}
