using DockerLint.Build.Native;
using DockerLint.Build.Tar;
using DockerLint.References;

namespace DockerLint.Build.Layers;

/// <summary>How much an archive may become, so that a small one cannot fill the disk.</summary>
/// <param name="MostBytes">Bytes when it is unpacked, and of all its files together.</param>
/// <param name="MostExpansion">How many times its packed length it may become, once it is more than <paramref name="FreeBytes"/>.</param>
/// <param name="FreeBytes">Up to how many bytes its packed length does not count.</param>
/// <param name="MostEntries">Files, folders and links.</param>
public sealed record UnpackLimits(long MostBytes, long MostExpansion, long FreeBytes, int MostEntries)
{
    /// <summary>What no image has that people want: gzip packs a thousand zeros in one byte, other files at most tenfold.</summary>
    public static UnpackLimits Usual { get; } = new(1L << 40, 1100, 1L << 30, 10_000_000);

    /// <summary>The limits of an archive of a known length.</summary>
    internal UnpackLimits Of(long packed) => this with { MostBytes = Math.Min(MostBytes, Math.Max(FreeBytes, packed * MostExpansion)) };

    internal bool Allow(long bytes, long packed) => bytes <= MostBytes && (bytes <= FreeBytes || bytes / MostExpansion <= packed);
}

/// <summary>What names of an archive mean that say what is gone (OCI image specification, layer.md, "Whiteouts").</summary>
public enum Whiteouts
{
    /// <summary>Nothing: they are files. For archives that are no layers.</summary>
    Literal,

    /// <summary>There is nothing below that could be gone. For the first layer.</summary>
    Ignored,

    /// <summary>What they name is deleted.</summary>
    Removal,

    /// <summary>They become what the upper folder of an overlay file system has for them.</summary>
    Overlay,
}

/// <summary>How an archive is unpacked.</summary>
public sealed record UnpackOptions
{
    /// <summary>What marks of deletion mean.</summary>
    public Whiteouts Whiteouts { get; init; }

    /// <summary>How much it may become.</summary>
    public UnpackLimits Limits { get; init; } = UnpackLimits.Usual;

    /// <summary>The folder of the root that it is unpacked into; its links are followed, and it is made if it is missing.</summary>
    public UnixPath Target { get; init; } = "/";

    /// <summary>What becomes of an entry, such as another owner; null leaves it out. Null for nothing.</summary>
    public Func<TarEntry, TarEntry?>? Change { get; init; }

    /// <summary>Is called with each folder that no entry is for, but that is needed for one. It has the rights 0755 and our user and group.</summary>
    public Action<Place>? Made { get; init; }
}

/// <summary>What became of an archive.</summary>
/// <param name="DiffId">The digest of the archive when it is unpacked; null where it could not be read to its end.</param>
/// <param name="Bytes">Its length when it is unpacked.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Error">Why it could not be unpacked whole; null where it was.</param>
public sealed record UnpackResult(Digest? DiffId, long Bytes, int Entries, string? Error);
