using System.Runtime.InteropServices;

namespace DockerLint.Build.Native;

/// <summary>What a file is (the type bits of <c>st_mode</c>, inode(7)).</summary>
public enum FileKind
{
    /// <summary>None of those below.</summary>
    Unknown = 0,

    /// <summary>A named pipe.</summary>
    Pipe = 0x1000,

    /// <summary>A character device.</summary>
    CharacterDevice = 0x2000,

    /// <summary>A folder.</summary>
    Folder = 0x4000,

    /// <summary>A block device.</summary>
    BlockDevice = 0x6000,

    /// <summary>A regular file.</summary>
    File = 0x8000,

    /// <summary>A symbolic link.</summary>
    SymbolicLink = 0xA000,

    /// <summary>A socket.</summary>
    Socket = 0xC000,
}

/// <summary>A moment in seconds since 1970 and nanoseconds more, as file systems keep it.</summary>
/// <param name="Seconds">Seconds; less than 0 before 1970.</param>
/// <param name="Nanoseconds">0 to 999,999,999.</param>
public readonly record struct FileTime(long Seconds, uint Nanoseconds = 0);

/// <summary>What a file system knows of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its rights, with setuid, setgid and sticky: 0 to 0xFFF (07777).</param>
/// <param name="Uid">Its user.</param>
/// <param name="Gid">Its group.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Modified">When its content was changed.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Inode">Its number in its file system.</param>
/// <param name="Device">The number of its file system.</param>
/// <param name="Major">Which driver, of a device.</param>
/// <param name="Minor">Which of the driver's devices.</param>
public readonly record struct FileStatus(
    FileKind Kind, int Mode, uint Uid, uint Gid, long Size, FileTime Modified, uint Links, ulong Inode, ulong Device, uint Major, uint Minor)
{
    /// <summary>When any of this, or its content, was changed.</summary>
    public FileTime Changed { get; init; }

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Kind == FileKind.Folder;

    /// <summary>How an overlay file system marks in its upper folder that a name below is gone.</summary>
    internal bool IsWhiteout => Kind == FileKind.CharacterDevice && Major == 0 && Minor == 0;

    internal static FileStatus Of(in StatxBuffer raw) => new(
        (FileKind)(raw.Mode & 0xF000),
        raw.Mode & 0xFFF,
        raw.Uid,
        raw.Gid,
        (long)raw.Size,
        new FileTime(raw.ModifiedSeconds, raw.ModifiedNanoseconds),
        raw.Links,
        raw.Inode,
        ((ulong)raw.DeviceMajor << 32) | raw.DeviceMinor,
        raw.SpecialMajor,
        raw.SpecialMinor)
    {
        Changed = new FileTime(raw.ChangedSeconds, raw.ChangedNanoseconds),
    };
}

/// <summary><c>struct statx</c> (statx(2)), which is the same on every processor.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatxBuffer
{
    [FieldOffset(16)]
    public uint Links;

    [FieldOffset(20)]
    public uint Uid;

    [FieldOffset(24)]
    public uint Gid;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(96)]
    public long ChangedSeconds;

    [FieldOffset(104)]
    public uint ChangedNanoseconds;

    [FieldOffset(112)]
    public long ModifiedSeconds;

    [FieldOffset(120)]
    public uint ModifiedNanoseconds;

    [FieldOffset(128)]
    public uint SpecialMajor;

    [FieldOffset(132)]
    public uint SpecialMinor;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;
}
