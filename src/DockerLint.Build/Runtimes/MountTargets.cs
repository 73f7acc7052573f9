using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Runtimes;

/// <summary>
/// Makes the folders and empty files that something is mounted on, and takes them away again, so that they are not in the
/// layer: neither they nor that the folders they were in have changed.
/// </summary>
/// <param name="root">The root of the image.</param>
internal sealed class MountTargets(RootFolder root)
{
    private readonly List<Made> _made = [];

    /// <summary>Makes what is missing of a path.</summary>
    /// <param name="path">The path; symbolic links are followed in the image.</param>
    /// <param name="isFolder">Whether it is to be a folder, else a file.</param>
    /// <param name="isKept">Whether it stays.</param>
    /// <returns>Whether it is there now.</returns>
    public bool TryMake(UnixPath path, bool isFolder, bool isKept = false)
    {
        UnixPath reached = "/";
        IReadOnlyList<byte[]> segments = path.Segments;
        for (int index = 0; index < segments.Count; index++)
        {
            bool isLast = index == segments.Count - 1;
            using Place? place = root.Find(reached.Append(segments[index]));
            if (place is null)
                return false;
            if (place.Status is not { } status)
                Make(place, isFolder || !isLast, isKept);
            else if (status.IsFolder != (isFolder || !isLast))
                return false;
            reached = place.Path;
        }

        return true;
    }

    /// <summary>Takes away what was made, unless something was done with it.</summary>
    public void Remove()
    {
        for (int index = _made.Count - 1; index >= 0; index--)
        {
            Made made = _made[index];
            using Place? place = root.Find(made.Path, followsLast: false);
            using Place? parent = root.Find(new UnixPath(made.Path.Bytes[..^made.Path.Name.Length].ToArray()), followsLast: false);
            if (place?.Status is not { } status || parent?.Status is not { } now)
                continue;
            // Another time says that the program has done something in the folder, which it is to be seen by.
            FileTime time = now.Modified == made.After ? made.Before : now.Modified;
            bool isRemoved = status.IsFolder ? place.TryRemoveEmptyFolder() : RemoveEmpty(place, status);
            if (isRemoved && !parent.IsRoot)
                parent.SetModified(time);
        }

        _made.Clear();
    }

    private static bool RemoveEmpty(Place place, FileStatus status)
    {
        bool isEmpty = status is { Kind: FileKind.File, Size: 0 };
        if (isEmpty)
            place.Remove();
        return isEmpty;
    }

    private void Make(Place place, bool isFolder, bool isKept)
    {
        FileTime before = place.FolderStatus.Modified;
        if (isFolder)
        {
            place.MakeFolder(0x1ED);
        }
        else
        {
            using (place.CreateFile())
                place.SetMode(0x1A4);
        }

        if (!isKept)
            _made.Add(new Made(place.Path, before, place.FolderStatus.Modified));
    }

    /// <summary>What was made, and when the folder that it is in was changed before and by that.</summary>
    private sealed record Made(UnixPath Path, FileTime Before, FileTime After);
}
