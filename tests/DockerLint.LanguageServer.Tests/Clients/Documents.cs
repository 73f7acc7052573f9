using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests;

/// <summary>Documents for the tests of features.</summary>
internal static class Documents
{
    /// <summary>A document that is open.</summary>
    public static Document Of(string text, string path = "/project/Dockerfile", PositionEncoding encoding = PositionEncoding.Utf16, MemoryHost? host = null) =>
        WorkspaceState.Of(host ?? new MemoryHost(), ["/project"], ClientSettings.Empty, encoding)
            .Open(new DocumentItem(DocumentUri.Of(path), "", 1, text))
            .Find(DocumentUri.Of(path))!;

    /// <summary>A range.</summary>
    public static LspRange Range(int startLine, int start, int endLine, int end) => new(new LspPosition(startLine, start), new LspPosition(endLine, end));
}
