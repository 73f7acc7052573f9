using System.Collections.Frozen;
using DockerLint.Cli.Input;
using DockerLint.Configuration;

namespace DockerLint.Cli.Commands;

/// <summary>What lies beside the files of a build, as far as the build names it: what it does not name, the compiler would not see either.</summary>
/// <param name="paths">The full paths of what is named.</param>
internal sealed class BuildStepInputs(IEnumerable<string> paths) : IConfigurationSource
{
    private readonly FrozenSet<string> _paths = paths.Select(Disk.Slashed).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ConfigurationText? Read(string path) => _paths.Contains(path) ? DiskConfiguration.FilesAlone.Read(path) : null;

    /// <summary>None: the build names what it likes.</summary>
    public bool HasFolder(string path) => false;

    /// <summary>None: a build does not depend on the environment.</summary>
    public string? Variable(string name) => null;
}
