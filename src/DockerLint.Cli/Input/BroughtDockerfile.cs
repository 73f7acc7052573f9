using DockerLint.Semantics.Patterns;

namespace DockerLint.Cli.Input;

/// <summary>
/// A Dockerfile of a repository or an archive, which is linted on standard input. What holds for it is the user's configuration: that
/// of others may name programs, and files of this machine.
/// </summary>
/// <param name="Name">How it is called in reports.</param>
/// <param name="Ignored">What its build leaves out of the context; null for nothing.</param>
internal sealed record BroughtDockerfile(string Name, IgnoreFile? Ignored);
