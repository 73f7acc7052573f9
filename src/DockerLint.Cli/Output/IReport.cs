using System.Collections.Immutable;

namespace DockerLint.Cli.Output;

/// <summary>Writes findings in one format.</summary>
internal interface IReport
{
    /// <summary>Writes what was found in a file; files come in the order of their names.</summary>
    void Write(FileReport file);

    /// <summary>Writes what comes after the last file.</summary>
    /// <param name="failures">The inputs that could not be read, and why.</param>
    void Finish(ImmutableArray<(string Subject, string Reason)> failures);
}
