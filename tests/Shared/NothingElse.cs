namespace DockerLint.Tests;

/// <summary>Tests that take the time, or something that a process has once: nothing else runs then.</summary>
[CollectionDefinition(nameof(NothingElse), DisableParallelization = true)]
public sealed class NothingElse;
