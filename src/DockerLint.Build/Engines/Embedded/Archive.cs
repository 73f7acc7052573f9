using DockerLint.Build.Layers;
using DockerLint.Build.Tar;
using ZstdSharp;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Archives that ADD unpacks: tar, as it is or compressed.</summary>
internal static class Archive
{
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
        catch (Exception failure) when (failure is InvalidDataException or IOException or ZstdException)
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
        file.Position = 0;
        return read(file);
    }
}
