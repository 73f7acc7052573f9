using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DockerLint.Build.Attestations.Rpm;

/// <summary>
/// What rpm says of a package ("RPM V4 Package format", header): two numbers, that many entries of tag, type, offset and count,
/// and the data that they lead to.
/// </summary>
internal static class RpmHeader
{
    private const int Name = 1000;
    private const int Version = 1001;
    private const int Release = 1002;
    private const int Epoch = 1003;
    private const int Vendor = 1011;
    private const int License = 1014;
    private const int Packager = 1015;
    private const int Architecture = 1022;

    private const int Integer = 4;
    private const int Text = 6;
    private const int TranslatedText = 9;

    private const int EntryLength = 16;

    /// <summary>Keys by which packages are signed are kept as if they were packages.</summary>
    private const string Key = "gpg-pubkey";

    /// <summary>Reads a header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="package">The package; null where it is a key.</param>
    /// <returns>Whether it is whole.</returns>
    public static bool TryRead(ReadOnlySpan<byte> header, out InstalledPackage? package)
    {
        package = null;
        if (header.Length < 8)
            return false;
        uint entries = BinaryPrimitives.ReadUInt32BigEndian(header);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        long start = 8 + (entries * (long)EntryLength);
        if (start + length > header.Length)
            return false;
        var texts = new Dictionary<int, string>();
        ReadOnlySpan<byte> data = header.Slice((int)start, (int)length);
        for (int index = 0; index < (int)entries; index++)
        {
            ReadOnlySpan<byte> entry = header.Slice(8 + (index * EntryLength), EntryLength);
            int tag = BinaryPrimitives.ReadInt32BigEndian(entry);
            if (tag is not (Name or Version or Release or Epoch or Vendor or License or Packager or Architecture))
                continue;
            uint offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            if (offset >= data.Length || TextOf(BinaryPrimitives.ReadInt32BigEndian(entry[4..]), data[(int)offset..]) is not { } text)
                return false;
            texts[tag] = text;
        }

        if (!texts.TryGetValue(Name, out string? name) || !texts.TryGetValue(Version, out string? version))
            return false;
        if (name != Key)
        {
            package = new InstalledPackage(
                name,
                texts.TryGetValue(Release, out string? release) ? $"{version}-{release}" : version,
                texts.GetValueOrDefault(Architecture, ""),
                texts.GetValueOrDefault(Packager),
                texts.GetValueOrDefault(License))
            {
                Epoch = texts.GetValueOrDefault(Epoch),
                Vendor = texts.GetValueOrDefault(Vendor),
            };
        }

        return true;
    }

    private static string? TextOf(int type, ReadOnlySpan<byte> data) => type switch
    {
        Integer when data.Length >= 4 => BinaryPrimitives.ReadUInt32BigEndian(data).ToString(CultureInfo.InvariantCulture),
        Text or TranslatedText when data.IndexOf((byte)0) is >= 0 and var end => Encoding.UTF8.GetString(data[..end]),
        _ => null,
    };
}
