using System.Collections.Immutable;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>A header: a name in lower case, and its value.</summary>
internal readonly record struct Header(string Name, string Value)
{
    /// <summary>Bytes that it counts for in a table.</summary>
    public int Size => Name.Length + Value.Length + 32;
}

/// <summary>The headers that can be named by a number: those that always can, then the newest first (RFC 7541, section 2.3).</summary>
internal sealed class HeaderTable
{
    /// <summary>The most bytes of both sides that have agreed on nothing else.</summary>
    public const int MostBytes = 4096;

    private static readonly ImmutableArray<Header> s_fixed =
    [
        new(":authority", ""), new(":method", "GET"), new(":method", "POST"), new(":path", "/"), new(":path", "/index.html"),
        new(":scheme", "http"), new(":scheme", "https"), new(":status", "200"), new(":status", "204"), new(":status", "206"),
        new(":status", "304"), new(":status", "400"), new(":status", "404"), new(":status", "500"), new("accept-charset", ""),
        new("accept-encoding", "gzip, deflate"), new("accept-language", ""), new("accept-ranges", ""), new("accept", ""),
        new("access-control-allow-origin", ""), new("age", ""), new("allow", ""), new("authorization", ""), new("cache-control", ""),
        new("content-disposition", ""), new("content-encoding", ""), new("content-language", ""), new("content-length", ""),
        new("content-location", ""), new("content-range", ""), new("content-type", ""), new("cookie", ""), new("date", ""), new("etag", ""),
        new("expect", ""), new("expires", ""), new("from", ""), new("host", ""), new("if-match", ""), new("if-modified-since", ""),
        new("if-none-match", ""), new("if-range", ""), new("if-unmodified-since", ""), new("last-modified", ""), new("link", ""),
        new("location", ""), new("max-forwards", ""), new("proxy-authenticate", ""), new("proxy-authorization", ""), new("range", ""),
        new("referer", ""), new("refresh", ""), new("retry-after", ""), new("server", ""), new("set-cookie", ""),
        new("strict-transport-security", ""), new("transfer-encoding", ""), new("user-agent", ""), new("vary", ""), new("via", ""),
        new("www-authenticate", ""),
    ];

    private readonly LinkedList<Header> _known = [];
    private int _size;
    private int _limit = MostBytes;

    /// <summary>The header of a number; null where there is none.</summary>
    public Header? Find(int number)
    {
        if (number <= 0)
            return null;
        if (number <= s_fixed.Length)
            return s_fixed[number - 1];
        number -= s_fixed.Length + 1;
        return number < _known.Count ? _known.ElementAt(number) : null;
    }

    /// <summary>Keeps a header; those that are not used for the longest time make room.</summary>
    public void Add(Header header)
    {
        Shrink(_limit - header.Size);
        // One that is larger than the table empties it.
        if (header.Size > _limit)
            return;
        _known.AddFirst(header);
        _size += header.Size;
    }

    /// <summary>Takes less or more.</summary>
    /// <returns>Whether that much was agreed on.</returns>
    public bool TryLimit(int bytes)
    {
        if (bytes > MostBytes)
            return false;
        _limit = bytes;
        Shrink(bytes);
        return true;
    }

    private void Shrink(int bytes)
    {
        while (_size > bytes && _known.Last is { } oldest)
        {
            _size -= oldest.Value.Size;
            _known.RemoveLast();
        }
    }
}
