using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded.Caching;

/// <summary>A step that was done, as other machines are told of it.</summary>
/// <param name="Name">What the step is known by.</param>
/// <param name="Snapshot">What its files are known by.</param>
/// <param name="Parent">What the files that it starts from are known by; null for none.</param>
/// <param name="Layer">What it has changed.</param>
/// <param name="Epoch">The time that no file of the layer is newer than, in seconds since 1970; null for any.</param>
internal sealed record CachedStep(Digest Name, Digest Snapshot, Digest? Parent, MadeLayer Layer, long? Epoch);
