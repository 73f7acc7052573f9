using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>Reads the headers of one connection, each block with what the ones before it have left (RFC 7541).</summary>
internal sealed class HeaderDecoder
{
    // A header of an exporter or of patterns is a few kilobytes; a small block may name a large header many times.
    private const int MostBytes = 1 << 22;

    private readonly HeaderTable _table = new();

    /// <summary>Reads a block.</summary>
    /// <param name="block">All of it.</param>
    /// <param name="headers">The headers, in order.</param>
    /// <returns>Whether it is one; after one that is not, the connection cannot go on.</returns>
    public bool TryDecode(ReadOnlySpan<byte> block, out ImmutableArray<Header> headers)
    {
        headers = [];
        var found = ImmutableArray.CreateBuilder<Header>();
        int size = 0;
        while (!block.IsEmpty)
        {
            byte first = block[0];
            if ((first & 0xE0) == 0x20)
            {
                if (!TryReadNumber(ref block, 5, out int limit) || !_table.TryLimit(limit))
                    return false;
                continue;
            }

            bool isNamed = (first & 0x80) != 0;
            bool isKept = (first & 0xC0) == 0x40;
            if (!TryReadNumber(ref block, isNamed ? 7 : isKept ? 6 : 4, out int number))
                return false;
            Header header;
            if (isNamed || number > 0)
            {
                if (_table.Find(number) is not { } known)
                    return false;
                header = known;
            }
            else if (!TryReadText(ref block, out string? name))
            {
                return false;
            }
            else
            {
                header = new Header(name, "");
            }

            if (!isNamed)
            {
                if (!TryReadText(ref block, out string? value))
                    return false;
                header = header with { Value = value };
            }

            if (isKept)
                _table.Add(header);
            size += header.Size;
            if (size > MostBytes)
                return false;
            found.Add(header);
        }

        headers = found.ToImmutable();
        return true;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, int bits, out int number)
    {
        int most = (1 << bits) - 1;
        number = bytes[0] & most;
        bytes = bytes[1..];
        if (number < most)
            return true;
        for (int shift = 0; shift <= 21; shift += 7)
        {
            if (bytes.IsEmpty)
                return false;
            byte next = bytes[0];
            bytes = bytes[1..];
            number += (next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }

        return false;
    }

    private static bool TryReadText(ref ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.IsEmpty)
            return false;
        bool isCoded = (bytes[0] & 0x80) != 0;
        if (!TryReadNumber(ref bytes, 7, out int length) || length > bytes.Length)
            return false;
        ReadOnlySpan<byte> content = bytes[..length];
        bytes = bytes[length..];
        if (isCoded)
        {
            var decoded = new ArrayBufferWriter<byte>(Math.Max(length, 1) * 2);
            if (!HuffmanCode.TryDecode(content, decoded))
                return false;
            content = decoded.WrittenSpan;
        }

        // A character for each byte, so that both sides count the same.
        text = Encoding.Latin1.GetString(content);
        return true;
    }
}
