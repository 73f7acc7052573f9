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
        catch (Exception failure) when (failure is InvalidDataException or IOException or ZstdException or SharpCompressException)
        {
            return false;
        }
        finally
        {
            file.Position = 0;
        }
    }

    /// <summary>Reads a file from its start, unpacked where <see cref="LayerSource"/> does not know how it is compressed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads it.</param>
    public static T Read<T>(FileStream file, Func<Stream, T> read)
    {
        Span<byte> start = stackalloc byte[LongestMark];
        file.Position = 0;
        int length = file.ReadAtLeast(start, LongestMark, throwOnEndOfStream: false);
        file.Position = 0;
        switch (start[..length])
        {
            case [(byte)'B', (byte)'Z', (byte)'h', ..]:
                using (var unpacked = BZip2Stream.Create(file, CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true))
                    return read(unpacked);
            case [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]:
                // It would close the file.
                return read(new XZStream(file));
            default:
                return read(file);
        }
    }
}
