using System.Buffers;
using System.Globalization;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Tar;

/// <summary>
/// Writes an archive of which every byte follows from its entries: <c>ustar</c> where they fit into it, else an extended header
/// before them with sorted keys and a name that is always the same. Names of users and groups are left out.
/// </summary>
/// <param name="target">Where to; stays open.</param>
public sealed class TarWriter(Stream target)
{
    private const int BufferSize = 128 * 1024;

    private static readonly byte[] s_extendedName = Encoding.ASCII.GetBytes("PaxHeaders.0/entry");

    /// <summary>Writes an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="content">The content of a regular file: from where it stands, as many bytes as the entry says.</param>
    /// <exception cref="EndOfStreamException">The content is shorter.</exception>
    public void Write(TarEntry entry, Stream? content = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Span<byte> block = stackalloc byte[TarBlock.Length];
        PaxRecords extended = Fill(block, entry);
        if (!extended.IsEmpty)
            WriteExtended(extended.Write());
        TarBlock.WriteSum(block);
        target.Write(block);
        if (entry.Kind == TarKind.File && entry.Size > 0)
            Copy(content ?? Stream.Null, entry);
    }

    /// <summary>Ends the archive: two blocks of zeros.</summary>
    public void Complete() => target.Write(stackalloc byte[2 * TarBlock.Length]);

    private static PaxRecords Fill(Span<byte> block, TarEntry entry)
    {
        var extended = new PaxRecords();
        ReadOnlySpan<byte> name = entry.Kind == TarKind.Folder && entry.Name.Bytes is not [.., (byte)'/']
            ? [.. entry.Name.Bytes, (byte)'/']
            : entry.Name.Bytes;
        if (!TryWriteName(block, name))
        {
            extended.Set(PaxRecords.Path, name.ToArray());
            name[..Math.Min(name.Length, 100)].CopyTo(block[TarBlock.Name]);
        }

        ReadOnlySpan<byte> link = entry.Link.Bytes;
        if (link.Length > 100)
            extended.Set(PaxRecords.Link, link.ToArray());
        link[..Math.Min(link.Length, 100)].CopyTo(block[TarBlock.Link]);

        block[TarBlock.Kind] = TypeOf(entry.Kind);
        TarBlock.Ustar.CopyTo(block[TarBlock.Magic]);
        _ = TarBlock.TryWrite(block[TarBlock.Mode], entry.Mode & 0xFFF);
        Number(block[TarBlock.Uid], PaxRecords.Uid, entry.Uid);
        Number(block[TarBlock.Gid], PaxRecords.Gid, entry.Gid);
        Number(block[TarBlock.Size], PaxRecords.Size, entry.Kind == TarKind.File ? entry.Size : 0);
        FileTime time = entry.Modified;
        if (!TarBlock.TryWrite(block[TarBlock.Modified], time.Seconds) || time.Nanoseconds != 0)
        {
            extended.Set(PaxRecords.Modified, Encoding.ASCII.GetBytes(TextOf(time)));
            _ = TarBlock.TryWrite(block[TarBlock.Modified], Math.Clamp(time.Seconds, 0, 0x1_FFFF_FFFF));
        }

        bool isDevice = entry.Kind is TarKind.CharacterDevice or TarKind.BlockDevice;
        _ = TarBlock.TryWrite(block[TarBlock.Major], isDevice ? entry.Major : 0);
        _ = TarBlock.TryWrite(block[TarBlock.Minor], isDevice ? entry.Minor : 0);
        foreach (FileAttribute attribute in entry.Attributes)
            extended.Set(PaxRecords.AttributePrefix + attribute.Name, attribute.Value);
        return extended;

        void Number(Span<byte> field, string key, long value)
        {
            if (TarBlock.TryWrite(field, value))
                return;
            extended.Set(key, value);
            _ = TarBlock.TryWrite(field, 0);
        }
    }

    /// <summary>Puts a name into its field, or its folder into the prefix and the rest into the field.</summary>
    private static bool TryWriteName(Span<byte> block, ReadOnlySpan<byte> name)
    {
        if (name.Length <= 100)
        {
            name.CopyTo(block[TarBlock.Name]);
            return true;
        }

        if (name.Length > 256)
            return false;
        // The rest must not be empty, so a folder's last slash does not count.
        int slash = name[..Math.Min(156, name.Length - 1)].LastIndexOf((byte)'/');
        if (slash <= 0 || name.Length - slash - 1 > 100)
            return false;
        name[..slash].CopyTo(block[TarBlock.Prefix]);
        name[(slash + 1)..].CopyTo(block[TarBlock.Name]);
        return true;
    }

    private static string TextOf(FileTime time)
    {
        if (time.Nanoseconds == 0)
            return time.Seconds.ToString(CultureInfo.InvariantCulture);
        (string sign, long seconds, uint nanoseconds) = time.Seconds < 0
            ? ("-", -time.Seconds - 1, 1_000_000_000 - time.Nanoseconds)
            : ("", time.Seconds, time.Nanoseconds);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds}.{nanoseconds:D9}").TrimEnd('0');
    }

    private static byte TypeOf(TarKind kind) => kind switch
    {
        TarKind.HardLink => (byte)'1',
        TarKind.SymbolicLink => (byte)'2',
        TarKind.CharacterDevice => (byte)'3',
        TarKind.BlockDevice => (byte)'4',
        TarKind.Folder => (byte)'5',
        TarKind.Pipe => (byte)'6',
        _ => (byte)'0',
    };

    private void WriteExtended(byte[] records)
    {
        Span<byte> block = stackalloc byte[TarBlock.Length];
        s_extendedName.CopyTo(block);
        block[TarBlock.Kind] = (byte)'x';
        TarBlock.Ustar.CopyTo(block[TarBlock.Magic]);
        _ = TarBlock.TryWrite(block[TarBlock.Mode], 0x1A4);
        _ = TarBlock.TryWrite(block[TarBlock.Size], records.Length);
        foreach (Range field in (ReadOnlySpan<Range>)[TarBlock.Uid, TarBlock.Gid, TarBlock.Modified, TarBlock.Major, TarBlock.Minor])
            _ = TarBlock.TryWrite(block[field], 0);
        TarBlock.WriteSum(block);
        target.Write(block);
        target.Write(records);
        Pad(records.Length);
    }

    private void Copy(Stream content, TarEntry entry)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long rest = entry.Size; rest > 0;)
            {
                int read = content.Read(buffer, 0, (int)Math.Min(rest, buffer.Length));
                if (read == 0)
                    throw new EndOfStreamException($"{entry.Name} was cut short while it was read");
                target.Write(buffer, 0, read);
                rest -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Pad(entry.Size);
    }

    private void Pad(long length)
    {
        Span<byte> zeros = stackalloc byte[TarBlock.Length];
        target.Write(zeros[..(int)(TarBlock.Padded(length) - length)]);
    }
}
