using System.Collections.Immutable;
using System.Text;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Input;
using DockerLint.Configuration;
using DockerLint.References;

namespace DockerLint.Cli.Pinning;

/// <summary>The lock files of a run: each file has that which lies nearest above it, else the one of the working folder.</summary>
/// <param name="workingFolder">The full path of the working folder, with slashes.</param>
internal sealed class LockFiles(string workingFolder)
{
    private readonly Dictionary<string, ImmutableDictionary<string, LockedImage>> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>The lock file for a file: a path, which need not be there.</summary>
    /// <param name="path">The full path of the file, with slashes.</param>
    public string PathFor(string path) =>
        Paths.Upward(Paths.FolderOf(path)).Concat(Paths.Upward(workingFolder)).Select(static folder => $"{folder}/{LockFile.Name}").FirstOrDefault(File.Exists)
        ?? $"{workingFolder}/{LockFile.Name}";

    /// <summary>What an image is locked to; null where it is not.</summary>
    public LockedImage? Find(string lockPath, ImageReference image) => Of(lockPath).GetValueOrDefault(image.WithoutDigest().ToResolvedString());

    /// <summary>Locks an image. What it is locked to already keeps its date.</summary>
    public void Set(string lockPath, LockedImage image)
    {
        if (Find(lockPath, image.Reference) is { } known && known.Digest == image.Digest && known.Platforms.SequenceEqual(image.Platforms))
            return;
        _files[lockPath] = Of(lockPath).SetItem(image.Reference.ToResolvedString(), image);
        _changed.Add(lockPath);
    }

    /// <summary>Writes what has changed.</summary>
    /// <param name="failures">Where it is said what cannot be written.</param>
    public void Write(FailureLog failures)
    {
        foreach (string path in _changed.Order(StringComparer.Ordinal))
        {
            if (!InPlace.TryWrite(path, Encoding.UTF8.GetBytes(LockFile.Write(_files[path].Values)), out string? reason))
                failures.Add(path, reason);
        }
    }

    private ImmutableDictionary<string, LockedImage> Of(string lockPath)
    {
        if (!_files.TryGetValue(lockPath, out ImmutableDictionary<string, LockedImage>? known))
        {
            known = File.Exists(lockPath) && Disk.TryDo(() => File.ReadAllText(lockPath), out string? text, out _) ? LockFile.Read(text) : ImmutableDictionary<string, LockedImage>.Empty;
            _files.Add(lockPath, known);
        }

        return known;
    }
}
