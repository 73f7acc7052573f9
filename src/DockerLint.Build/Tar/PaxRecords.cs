using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Tar;

/// <summary>The records of an extended header (POSIX.1-2017, pax, "pax Extended Header"): <c>LENGTH KEY=VALUE\n</c>.</summary>
internal sealed class PaxRecords
{
    public const string Path = "path";
    public const string Link = "linkpath";
    public const string Size = "size";
    public const string Uid = "uid";
    public const string Gid = "gid";
    public const string Modified = "mtime";
    public const string AttributePrefix = "SCHILY.xattr.";

    private const string SparsePrefix = "GNU.sparse.";

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _values = new(StringComparer.Ordinal);
    private readonly List<(string Key, ReadOnlyMemory<byte> Value)> _pieces = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _values.Count == 0 && _pieces.Count == 0;

    /// <summary>The extended attributes, sorted by name.</summary>
    public ImmutableArray<FileAttribute> Attributes =>
    [
        .. _values.Where(static record => record.Key.StartsWith(AttributePrefix, StringComparison.Ordinal))
            .Select(static record => new FileAttribute(record.Key[AttributePrefix.Length..], record.Value))
            .OrderBy(static attribute => attribute.Name, StringComparer.Ordinal),
    ];

    /// <summary>Offsets and lengths of the pieces of a file with holes, in the oldest of the three formats, which repeats keys.</summary>
    public IReadOnlyList<(string Key, ReadOnlyMemory<byte> Value)> Pieces => _pieces;

    /// <summary>Reads records.</summary>
    /// <returns>What is wrong with them; null for nothing.</returns>
    public string? Read(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            int blank = text.Span.IndexOf((byte)' ');
            if (blank <= 0 || TarBlock.Decimal(text.Span[..blank]) is not { } length || length < blank + 3 || length > text.Length
                || text.Span[(int)length - 1] != '\n')
            {
                return "a record of an extended header has not the length that it says";
            }

            ReadOnlyMemory<byte> record = text[(blank + 1)..((int)length - 1)];
            text = text[(int)length..];
            int equals = record.Span.IndexOf((byte)'=');
            if (equals <= 0)
                return "a record of an extended header has no key";
            // Names of attributes are bytes too, but nobody has seen others than ASCII.
            string key = Encoding.UTF8.GetString(record.Span[..equals]);
            ReadOnlyMemory<byte> value = record[(equals + 1)..];
            if (key.Contains('\0', StringComparison.Ordinal) || (key is Path or Link && value.Span.Contains((byte)0)))
                return $"the extended header's {(key is Path or Link ? key : "key")} has a zero byte";
            if (key is $"{SparsePrefix}offset" or $"{SparsePrefix}numbytes")
                _pieces.Add((key, value));
            else if (value.IsEmpty)
                _values.Remove(key);
            else
                _values[key] = value;
        }

        return null;
    }

    /// <summary>The value of a key; null where it has none.</summary>
    /// <remarks>Without the type, null would be an empty value.</remarks>
    public ReadOnlyMemory<byte>? this[string key] => _values.TryGetValue(key, out ReadOnlyMemory<byte> value) ? value : (ReadOnlyMemory<byte>?)null;

    /// <summary>Sets the value of a key.</summary>
    public void Set(string key, ReadOnlyMemory<byte> value) => _values[key] = value;

    /// <summary>Sets a number.</summary>
    public void Set(string key, long value) => Set(key, Encoding.ASCII.GetBytes(value.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The records, sorted by their keys.</summary>
    public byte[] Write()
    {
        using var text = new MemoryStream();
        foreach ((string key, ReadOnlyMemory<byte> value) in _values.OrderBy(static record => record.Key, StringComparer.Ordinal))
        {
            byte[] name = Encoding.UTF8.GetBytes(key);
            // Blank, equals sign and line end; the length counts itself.
            int rest = name.Length + value.Length + 3;
            int length = rest + Digits(rest + Digits(rest));
            text.Write(Encoding.ASCII.GetBytes($"{length} "));
            text.Write(name);
            text.WriteByte((byte)'=');
            text.Write(value.Span);
            text.WriteByte((byte)'\n');
        }

        return text.ToArray();

        static int Digits(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
    }

    /// <summary>A moment: seconds with up to nine decimals that count, less than 0 before 1970.</summary>
    /// <returns>The moment; null where the text is none.</returns>
    public static FileTime? Time(ReadOnlySpan<byte> text)
    {
        bool isNegative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> number = isNegative ? text[1..] : text;
        int point = number.IndexOf((byte)'.');
        if (TarBlock.Decimal(point < 0 ? number : number[..point]) is not { } seconds)
            return null;
        uint nanoseconds = 0;
        if (point >= 0)
        {
            ReadOnlySpan<byte> decimals = number[(point + 1)..];
            if (decimals.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return null;
            for (int index = 0; index < 9; index++)
                nanoseconds = (nanoseconds * 10) + (index < decimals.Length ? (uint)(decimals[index] - '0') : 0);
        }

        if (!isNegative)
            return new FileTime(seconds, nanoseconds);
        return nanoseconds == 0 ? new FileTime(-seconds) : new FileTime(-seconds - 1, 1_000_000_000 - nanoseconds);
    }
}
