using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Snapshots;

/// <summary>How much room files take.</summary>
internal static class Usage
{
    /// <summary>The lengths of all files of a folder; one with several names counts once.</summary>
    public static long Of(string folder)
    {
        using FolderReader reader = FolderReader.Open(folder);
        return Of(reader, []);
    }

    private static long Of(FolderReader folder, HashSet<ulong> counted)
    {
        long bytes = 0;
        foreach (byte[] name in folder.Names())
        {
            using Place place = folder.At(name, "");
            if (place.Status is not { } status || (status.Links > 1 && !status.IsFolder && !counted.Add(status.Inode)))
                continue;
            bytes += status.Kind == FileKind.File ? status.Size : 0;
            if (!status.IsFolder || folder.TryOpen(name) is not { } inner)
                continue;
            using (inner)
                bytes += Of(inner, counted);
        }

        return bytes;
    }
}
