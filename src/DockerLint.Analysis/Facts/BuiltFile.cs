using System.Collections.Immutable;
using DockerLint.Analysis.Secrets;

namespace DockerLint.Analysis.Facts;

/// <summary>What a file of an image is.</summary>
public enum BuiltFileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>Another name of a file of the same layer.</summary>
    HardLink,

    /// <summary>A device or a pipe.</summary>
    Special,
}

/// <summary>A file, folder or link in a layer.</summary>
/// <param name="Path">Its full path, with slashes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its rights, with setuid, setgid and sticky: 0 to 0xFFF (07777).</param>
/// <param name="Size">The bytes of a regular file; else 0.</param>
public sealed record BuiltFile(string Path, BuiltFileKind Kind, int Mode, long Size)
{
    /// <summary>Where a link leads; null for what is none.</summary>
    public string? Target { get; init; }

    /// <summary>What in it looks like a secret; null where nothing does, and where it was not looked at.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether anybody may write to it: a folder with the sticky bit counts as nobody's.</summary>
    internal bool IsWorldWritable => Kind is BuiltFileKind.File or BuiltFileKind.Folder && (Mode & 0b010) != 0 && (Mode & 0x200) == 0;

    /// <summary>Whether whoever starts it acts as its owner or group.</summary>
    internal bool RunsAsAnother => Kind == BuiltFileKind.File && (Mode & 0xC00) != 0 && IsExecutable;

    /// <summary>Whether anybody may start it.</summary>
    internal bool IsExecutable => Kind == BuiltFileKind.File && (Mode & 0b001_001_001) != 0;

    /// <summary>What in the text of a file looks like a secret; null where nothing does.</summary>
    public static string? SecretIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SecretShapes.In(text, new TextSpan(0, text.Length)) is [var first, ..] ? first.Kind : null;
    }
}

/// <summary>A layer of an image.</summary>
/// <param name="Place">Where the instruction starts that made it; null for one of the base image.</param>
/// <param name="Files">What it brings.</param>
/// <param name="Removed">The full paths that it takes away from the layers below; with a slash at the end what is in a folder, but not the folder.</param>
public sealed record BuiltLayer(int? Place, ImmutableArray<BuiltFile> Files, ImmutableArray<string> Removed);
