using DockerLint.Semantics;

namespace DockerLint.Analysis.Facts;

/// <summary>The Dockerfile that a build uses.</summary>
/// <param name="Name">What it is called, for messages: its path as the build has it.</param>
/// <param name="Model">What it means; null where there is no such file.</param>
public sealed record BuiltDockerfile(string Name, DockerfileModel? Model);
