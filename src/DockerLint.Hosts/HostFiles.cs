using System.Collections.Concurrent;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts;

/// <summary>Reads files other than Dockerfiles, with what lies beside them and is a part of their meaning. For any number of threads.</summary>
/// <param name="textOf">The text of a file by its full path, with slashes; null where there is none.</param>
public sealed class HostFiles(Func<string, string?> textOf)
{
    private readonly ConcurrentDictionary<string, EnvironmentFile> _environments = new(StringComparer.Ordinal);

    /// <summary>Reads a file. Any text can be read: what is wrong in it becomes an error of the document.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="path">Its full path, with slashes; null where it has none.</param>
    /// <param name="source">Its text.</param>
    public ImageDocument Read(HostKind kind, string? path, SourceText source) => HostReader.Read(kind, source, EnvironmentOf(kind, path).ValueOf);

    /// <summary>Of the environment only the file counts that lies beside: findings do not depend on who looks.</summary>
    private EnvironmentFile EnvironmentOf(HostKind kind, string? path) => kind == HostKind.Compose && path is not null
        ? _environments.GetOrAdd(path[..(path.LastIndexOf('/') + 1)], folder => EnvironmentFile.Read(textOf(folder + EnvironmentFile.Name) ?? ""))
        : EnvironmentFile.Empty;
}
