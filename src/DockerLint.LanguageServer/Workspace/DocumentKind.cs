using DockerLint.Configuration;
using DockerLint.Hosts;
using DockerLint.Semantics;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>What a document is.</summary>
/// <param name="Host">Its kind, where it is no Dockerfile.</param>
internal readonly record struct DocumentKind(HostKind? Host)
{
    /// <summary>A Dockerfile.</summary>
    public static DocumentKind Dockerfile { get; }

    /// <summary>What a document is; null where it is nothing that names images.</summary>
    /// <param name="languageId">The language that the client takes it for.</param>
    /// <param name="path">Its full path; null where it has none.</param>
    /// <param name="text">Its text.</param>
    public static DocumentKind? Of(string languageId, string? path, string text)
    {
        if (languageId is "dockerfile" or "docker" or "containerfile" || (path is not null && DockerfileName.Is(Paths.NameOf(path))))
            return Dockerfile;
        if (path is not null && HostReader.KindOf(path, () => text) is { } kind)
            return new DocumentKind(kind);
        return languageId switch
        {
            "dockercompose" => new DocumentKind(HostKind.Compose),
            "dockerbake" => new DocumentKind(HostKind.Bake),
            _ => null,
        };
    }
}
