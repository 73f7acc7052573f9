using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Tar;

/// <summary>What an entry of an archive is.</summary>
public enum TarKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>Another name of a file that came before.</summary>
    HardLink,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe.</summary>
    Pipe,
}

/// <summary>An entry of an archive, but for the content.</summary>
public sealed record TarEntry
{
    /// <summary>The name as the archive has it; a folder's without the slash at its end.</summary>
    public required UnixPath Name { get; init; }

    /// <summary>What it is.</summary>
    public required TarKind Kind { get; init; }

    /// <summary>Its rights, with setuid, setgid and sticky: 0 to 0xFFF (07777).</summary>
    public int Mode { get; init; } = 0x1A4;

    /// <summary>The user.</summary>
    public long Uid { get; init; }

    /// <summary>The group.</summary>
    public long Gid { get; init; }

    /// <summary>The length of the content in bytes, holes included; 0 but for regular files.</summary>
    public long Size { get; init; }

    /// <summary>When the content was changed.</summary>
    public FileTime Modified { get; init; }

    /// <summary>Where a link leads; empty for what is none.</summary>
    public UnixPath Link { get; init; }

    /// <summary>The driver of a device.</summary>
    public uint Major { get; init; }

    /// <summary>The device of the driver.</summary>
    public uint Minor { get; init; }

    /// <summary>The extended attributes.</summary>
    public ImmutableArray<FileAttribute> Attributes { get; init; } = [];

    /// <summary>Whether the archive leaves out the file's holes.</summary>
    public bool IsSparse { get; init; }
}

/// <summary>Why an archive cannot be read.</summary>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Offset">Where, in bytes from the start of the archive when it is unpacked.</param>
public sealed record TarError(string Message, long Offset);
