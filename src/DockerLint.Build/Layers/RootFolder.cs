using System.Runtime.InteropServices;
using DockerLint.Build.Native;
using Microsoft.Win32.SafeHandles;

namespace DockerLint.Build.Layers;

/// <summary>
/// A folder that is the root of an image's files. Paths in it are followed as a program would that has it as its root:
/// neither <c>..</c> nor a symbolic link, absolute or not, leads out of it. Each step goes by an open folder, so what is
/// changed in the meantime cannot lead out either. It may be used by several threads.
/// </summary>
public sealed class RootFolder : IDisposable
{
    /// <summary>What Linux follows at most (path_resolution(7)).</summary>
    private const int MostLinks = 40;

    private readonly SafeFileHandle _root;

    internal RootFolder(SafeFileHandle root) => _root = root;

    /// <summary>The root itself.</summary>
    public Place Root => new(_root, ownsFolder: false, "."u8, "/");

    internal SafeFileHandle Handle => _root;

    /// <summary>Opens a folder as a root.</summary>
    /// <param name="path">The folder.</param>
    public static RootFolder Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        SafeFileHandle root = Libc.Open(UnixPath.Terminated(new UnixPath(path).Bytes), Libc.OpenPath | Libc.OpenFolder | Libc.OpenCloseOnExec, 0);
        return root.IsInvalid ? throw UnixFailure.Last("open the folder", path) : new RootFolder(root);
    }

    /// <summary>Finds a place.</summary>
    /// <param name="path">The path, from the root, whether it starts with a slash or not.</param>
    /// <param name="followsLast">Whether a symbolic link that the whole path names is followed.</param>
    /// <returns>The place, whose folder is there; null where it is not, or is a file, or links lead in a circle.</returns>
    public Place? Find(UnixPath path, bool followsLast = true) => Walk(path, followsLast, null);

    /// <summary>Finds a place and makes the folders that lead to it where they are missing.</summary>
    /// <param name="path">The path, from the root.</param>
    /// <param name="followsLast">Whether a symbolic link that the whole path names is followed.</param>
    /// <param name="made">Is called with each folder that was made, of the rights 0755, user and group as ours.</param>
    /// <returns>The place; null where a file is in the way, or links lead in a circle.</returns>
    public Place? Reach(UnixPath path, bool followsLast = true, Action<Place>? made = null) =>
        Walk(path, followsLast, made ?? (static _ => { }));

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private Place? Walk(UnixPath path, bool followsLast, Action<Place>? made)
    {
        // The system would read a name up to its zero: another name than the one that was looked at here.
        if (path.Bytes.Contains((byte)0))
            return null;
        var pending = new Stack<byte[]>(path.Segments.Reverse());
        // The folders on the way, the root first, which is not ours to close.
        var way = new List<(SafeFileHandle Folder, UnixPath Path)> { (_root, "/") };
        int links = 0;
        Place? found = null;
        while (found is null)
        {
            if (!pending.TryPop(out byte[]? name))
            {
                found = Arrived();
                break;
            }

            if (name.AsSpan().SequenceEqual(".."u8))
            {
                Up();
                continue;
            }

            (SafeFileHandle folder, UnixPath folderPath) = way[^1];
            if (pending.Count == 0 && !followsLast)
            {
                found = At(folder, folderPath, name);
                break;
            }

            byte[] terminated = UnixPath.Terminated(name);
            SafeFileHandle next = Libc.OpenAt(folder, terminated, Libc.OpenPath | Libc.OpenFolder | Libc.OpenNoFollow | Libc.OpenCloseOnExec, 0);
            if (!next.IsInvalid)
            {
                way.Add((next, folderPath.Append(name)));
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Libc.NoEntry when pending.Count == 0:
                    found = At(folder, folderPath, name);
                    continue;
                case Libc.NoEntry when made is not null:
                    using (var missing = new Place(folder, ownsFolder: false, name, folderPath.Append(name)))
                    {
                        missing.MakeFolder(0x1ED);
                        made(missing);
                    }

                    pending.Push(name);
                    continue;
                case Libc.NotFolder or Libc.TooManyLinks when Libc.ReadLink(folder, terminated) is { } link:
                    if (++links > MostLinks)
                        break;
                    if (link.IsAbsolute)
                    {
                        while (way.Count > 1)
                            Up();
                    }

                    foreach (byte[] segment in link.Segments.Reverse())
                        pending.Push(segment);
                    continue;
                case Libc.NotFolder or Libc.TooManyLinks when pending.Count == 0:
                    found = At(folder, folderPath, name);
                    continue;
                case Libc.NoEntry or Libc.NotFolder or Libc.TooManyLinks:
                    break;
                case var error:
                    CloseAll();
                    throw UnixFailure.Of(error, "open the folder", folderPath.Append(name).ToString());
            }

            break;
        }

        CloseAll();
        return found;

        void Up()
        {
            if (way.Count == 1)
                return;
            way[^1].Folder.Dispose();
            way.RemoveAt(way.Count - 1);
        }

        void CloseAll()
        {
            while (way.Count > 1)
                Up();
        }

        // A place keeps its folder open, so it is taken off the way.
        Place At(SafeFileHandle folder, UnixPath folderPath, ReadOnlySpan<byte> name)
        {
            bool isRoot = way.Count == 1;
            if (!isRoot)
                way.RemoveAt(way.Count - 1);
            return new Place(folder, ownsFolder: !isRoot, name, folderPath.Append(name));
        }

        Place Arrived()
        {
            if (way.Count == 1)
                return Root;
            UnixPath whole = way[^1].Path;
            Up();
            (SafeFileHandle folder, UnixPath folderPath) = way[^1];
            return At(folder, folderPath, whole.Name);
        }
    }
}
