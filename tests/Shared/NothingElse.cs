namespace DockerLint.Syntax.Tests;

/// <summary>Tests that take the time: nothing else runs then.</summary>
[CollectionDefinition(nameof(NothingElse), DisableParallelization = true)]
public sealed class NothingElse;
