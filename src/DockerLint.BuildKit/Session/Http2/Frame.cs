using System.Buffers.Binary;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>Kinds of frames (RFC 9113, section 6).</summary>
internal enum FrameKind : byte
{
    Data = 0,
    Headers = 1,
    Priority = 2,
    Reset = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}

/// <summary>Flags of frames; what each means depends on the kind.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,

    /// <summary>Nothing follows in the stream: of DATA and HEADERS.</summary>
    EndStream = 1,

    /// <summary>An answer: of SETTINGS and PING.</summary>
    Acknowledges = EndStream,
    EndHeaders = 4,
    Padded = 8,
    HasPriority = 0x20,
}

/// <summary>What stands before the content of a frame.</summary>
/// <param name="Length">Bytes of the content.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Flags">How it is meant.</param>
/// <param name="Stream">The stream that it belongs to; 0 for the connection.</param>
internal readonly record struct Frame(int Length, FrameKind Kind, FrameFlags Flags, int Stream)
{
    /// <summary>Bytes that it takes.</summary>
    public const int Size = 9;

    /// <summary>The longest content that every peer takes.</summary>
    public const int MostBytes = 1 << 14;

    /// <summary>Reads it.</summary>
    public static Frame Read(ReadOnlySpan<byte> bytes) => new(
        (bytes[0] << 16) | (bytes[1] << 8) | bytes[2],
        (FrameKind)bytes[3],
        (FrameFlags)bytes[4],
        BinaryPrimitives.ReadInt32BigEndian(bytes[5..]) & int.MaxValue);

    /// <summary>Whether it has a flag.</summary>
    public bool Has(FrameFlags flag) => (Flags & flag) != 0;

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)(Length >> 16);
        bytes[1] = (byte)(Length >> 8);
        bytes[2] = (byte)Length;
        bytes[3] = (byte)Kind;
        bytes[4] = (byte)Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], Stream);
    }

    /// <summary>The content without padding and priority; false where they do not fit into it.</summary>
    public bool TryTrim(ReadOnlyMemory<byte> content, out ReadOnlyMemory<byte> trimmed)
    {
        trimmed = default;
        int padding = 0;
        if (Has(FrameFlags.Padded))
        {
            if (content.IsEmpty)
                return false;
            padding = content.Span[0];
            content = content[1..];
        }

        int priority = Kind == FrameKind.Headers && Has(FrameFlags.HasPriority) ? 5 : 0;
        if (padding + priority > content.Length)
            return false;
        trimmed = content[priority..^padding];
        return true;
    }
}
