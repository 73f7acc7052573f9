using System.Collections.Concurrent;
using DockerLint.Analysis.Engine;
using DockerLint.Configuration;
using DockerLint.Hosts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Input;

/// <summary>Reads files other than Dockerfiles.</summary>
internal sealed class HostFiles
{
    private readonly ConcurrentDictionary<string, EnvironmentFile> _environments = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="path">Its full path, with slashes; null where it has none.</param>
    /// <param name="source">Its text.</param>
    public DocumentReading Read(HostKind kind, string? path, SourceText source)
    {
        EnvironmentFile environment = EnvironmentOf(kind, path);
        return DocumentReading.Of(source, text => HostReader.Read(kind, text, environment.ValueOf));
    }

    /// <summary>Of the environment only the file counts that lies beside: findings do not depend on who looks.</summary>
    private EnvironmentFile EnvironmentOf(HostKind kind, string? path) => kind == HostKind.Compose && path is not null
        ? _environments.GetOrAdd(Paths.FolderOf(path), folder => EnvironmentFile.Read(DiskConfiguration.FilesAlone.Read($"{folder}/{EnvironmentFile.Name}")?.Text ?? ""))
        : EnvironmentFile.Empty;
}
