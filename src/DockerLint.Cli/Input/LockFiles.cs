using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Cli.Input;

/// <summary>The pinned digests that hold for files: of the nearest <c>dockerlint.lock</c> above each, else of the working directory.</summary>
/// <param name="workingDirectory">The working directory.</param>
internal sealed class LockFiles(string workingDirectory)
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, Digest>?> _byFolder = new(StringComparer.Ordinal);

    /// <summary>The digests for the images of a file, by what is fetched.</summary>
    public ImmutableDictionary<string, Digest> PinsFor(InputFile file) =>
        (file.Path is null ? null : Above(Path.GetDirectoryName(Path.GetFullPath(file.Path, workingDirectory))))
        ?? Above(workingDirectory)
        ?? ImmutableDictionary<string, Digest>.Empty;

    private ImmutableDictionary<string, Digest>? Above(string? folder)
    {
        if (string.IsNullOrEmpty(folder))
            return null;
        if (_byFolder.TryGetValue(folder, out ImmutableDictionary<string, Digest>? known))
            return known;
        string path = Path.Combine(folder, LockFile.Name);
        return _byFolder[folder] = File.Exists(path) && Disk.TryDo(() => File.ReadAllText(path), out string? text, out _)
            ? LockFile.Read(text)
            : Above(Path.GetDirectoryName(folder));
    }
}
