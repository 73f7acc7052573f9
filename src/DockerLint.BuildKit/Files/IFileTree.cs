using System.Collections.Immutable;
using DockerLint.Build.Layers;

namespace DockerLint.BuildKit.Files;

/// <summary>The files of a build context.</summary>
internal interface IFileTree : IDisposable
{
    /// <summary>What is at a path, symbolic links not followed.</summary>
    /// <param name="path">From the root, without a slash at its start.</param>
    /// <returns>What is there; null for nothing.</returns>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    TreeEntry? Find(string path);

    /// <summary>What is in a folder, sorted by the bytes of the names.</summary>
    /// <param name="folder">Its path; empty for the root.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    IEnumerable<TreeEntry> Children(string folder);

    /// <summary>Opens a regular file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    Stream Open(string path);
}

/// <summary>A file of a tree.</summary>
/// <param name="Path">Where it is, from the root, without a slash at its start.</param>
/// <param name="Mode">Kind and rights, as <see cref="GoMode"/> has them.</param>
internal sealed record TreeEntry(string Path, uint Mode)
{
    /// <summary>Bytes of its content.</summary>
    public long Size { get; init; }

    /// <summary>When its content was changed, in nanoseconds since 1970.</summary>
    public long Modified { get; init; }

    /// <summary>The target of a symbolic link.</summary>
    public string Link { get; init; } = "";

    /// <summary>What all names of a file share that has several; null where it has one.</summary>
    public (ulong Device, ulong Inode)? Identity { get; init; }

    /// <summary>Which driver, of a device.</summary>
    public uint Major { get; init; }

    /// <summary>Which of the driver's devices.</summary>
    public uint Minor { get; init; }

    /// <summary>Its extended attributes.</summary>
    public ImmutableArray<FileAttribute> Attributes { get; init; } = [];

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => (Mode & GoMode.Folder) != 0;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => (Mode & GoMode.SymbolicLink) != 0;
}
