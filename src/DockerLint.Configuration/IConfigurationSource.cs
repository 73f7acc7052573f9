namespace DockerLint.Configuration;

/// <summary>Where configuration, and what else lies beside a file, comes from: what a surface knows of files and of the environment.</summary>
public interface IConfigurationSource
{
    /// <summary>The text of a file; null where there is no such file.</summary>
    /// <param name="path">The full path, with slashes.</param>
    ConfigurationText? Read(string path);

    /// <summary>Whether there is a folder all of whose files are known, so that one that cannot be read is not there.</summary>
    /// <param name="path">The full path, with slashes.</param>
    bool HasFolder(string path);

    /// <summary>The value of an environment variable; null where it is not set.</summary>
    string? Variable(string name);
}

/// <summary>A file that is there.</summary>
/// <param name="Text">Its text; null where it cannot be read.</param>
/// <param name="Failure">Why it cannot be read, a lower-case clause; null where it can.</param>
public readonly record struct ConfigurationText(string? Text, string? Failure = null);
