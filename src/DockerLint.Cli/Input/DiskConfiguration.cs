using DockerLint.Configuration;

namespace DockerLint.Cli.Input;

/// <summary>Configuration on the disk and in the environment.</summary>
/// <param name="variable">The value of an environment variable; null where it is not set.</param>
internal sealed class DiskConfiguration(Func<string, string?> variable) : IConfigurationSource
{
    /// <summary>Files alone: the environment says nothing.</summary>
    public static DiskConfiguration FilesAlone { get; } = new(static _ => null);

    /// <inheritdoc/>
    public ConfigurationText? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        return Disk.TryDo(() => File.ReadAllText(path), out string? text, out string? reason)
            ? new ConfigurationText(text)
            : new ConfigurationText(null, reason);
    }

    /// <inheritdoc/>
    public bool HasFolder(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public string? Variable(string name) => variable(name);
}
