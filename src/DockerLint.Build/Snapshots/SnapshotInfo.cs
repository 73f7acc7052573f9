using DockerLint.References;

namespace DockerLint.Build.Snapshots;

/// <summary>A snapshot of a store.</summary>
/// <param name="Key">What it is stored under.</param>
/// <param name="Parent">What it lies over; null for the first.</param>
/// <param name="Bytes">How much room it takes on disk, without those below.</param>
/// <param name="Used">When it was made or last taken, UTC.</param>
public sealed record SnapshotInfo(Digest Key, Digest? Parent, long Bytes, DateTime Used);
