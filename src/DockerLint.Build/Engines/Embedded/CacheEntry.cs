namespace DockerLint.Build.Engines.Embedded;

/// <summary>What is kept between builds.</summary>
public enum CacheEntryKind
{
    /// <summary>The files of a step.</summary>
    Snapshot,

    /// <summary>A folder of <c>RUN --mount=type=cache</c>.</summary>
    Folder,
}

/// <summary>Something that is kept between builds.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is known by.</param>
/// <param name="Bytes">How much room it takes on disk.</param>
/// <param name="Used">When it was made or last used, UTC.</param>
public sealed record CacheEntry(CacheEntryKind Kind, string Name, long Bytes, DateTime Used);
