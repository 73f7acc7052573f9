using DockerLint.Build.Layers;
using DockerLint.Build.Tar;
using SharpCompress.Common;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Archives that ADD unpacks: tar, as it is or compressed.</summary>
internal static class Archive
{
    private const int LongestMark = 6;
    private const int BlockLength = 512;
    private const int PlaceOfTarMark = 257;

    /// <summary>Whether a file is an archive with something in it.</summary>
    public static bool IsOne(FileStream file)
    {
        try
        {
            return Read(file, static stream =>
            {
                using var source = new LayerSource(stream, UnpackLimits.Usual, CancellationToken.None);
                var reader = new TarReader(source);
                return reader.Next() is not null && reader.Error is null;
            });
        }
        catch (Exception failure) when (failure is IOException || IsDamage(failure))
        {
            return false;
        }
        finally
        {
            file.Position = 0;
        }
    }

    /// <summary>Whether a file starts as nothing but an archive does, be it damaged or empty.</summary>
    public static bool IsMeant(FileStream file)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        file.Position = 0;
        block = block[..file.ReadAtLeast(block, BlockLength, throwOnEndOfStream: false)];
        file.Position = 0;
        return LayerSource.KindOf(block) != Compression.None || IsBzip2(block) || IsXz(block)
            || (block.Length == BlockLength && (block[PlaceOfTarMark..].StartsWith("ustar"u8) || !block.ContainsAnyExcept((byte)0)));
    }

    /// <summary>Unpacks a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="root">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Why it could not be unpacked whole; null where it was.</returns>
    public static string? Unpack(FileStream file, RootFolder root, UnpackOptions options, CancellationToken cancellation)
    {
        // What bzip2 and xz have unpacked comes to the unpacker without a word of how short it was.
        options = options with { Limits = options.Limits.Of(file.Length) };
        try
        {
            return Read(file, archive => LayerUnpacker.Unpack(archive, root, options, cancellation).Error);
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            return failure.Message;
        }
    }

    /// <summary>Reads a file from its start, unpacked where <see cref="LayerSource"/> does not know how it is compressed.</summary>
    private static T Read<T>(FileStream file, Func<Stream, T> read)
    {
        Span<byte> start = stackalloc byte[LongestMark];
        file.Position = 0;
        int length = file.ReadAtLeast(start, LongestMark, throwOnEndOfStream: false);
        file.Position = 0;
        start = start[..length];
        if (IsBzip2(start))
        {
            using var unpacked = BZip2Stream.Create(file, CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true);
            return read(unpacked);
        }

        // An XZStream would close the file.
        return read(IsXz(start) ? new XZStream(file) : file);
    }

    private static bool IsBzip2(ReadOnlySpan<byte> start) => start.StartsWith("BZh"u8);

    private static bool IsXz(ReadOnlySpan<byte> start) => start is [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..];

    private static bool IsDamage(Exception failure) => failure is InvalidDataException or EndOfStreamException or ZstdException or SharpCompressException;
}
