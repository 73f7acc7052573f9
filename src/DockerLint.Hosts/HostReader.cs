using DockerLint.Hosts.Bake;
using DockerLint.Hosts.Devcontainer;
using DockerLint.Hosts.MSBuild;
using DockerLint.Hosts.Readers;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts;

/// <summary>Finds the images that a file other than a Dockerfile names, and what it asks to be built.</summary>
public static class HostReader
{
    /// <summary>Whether a file of that name can be of any kind, so that it is worth to ask for it.</summary>
    public static bool MayBe(ReadOnlySpan<char> name) => HostPath.MayTell(name);

    /// <summary>The kind of a file; null where it is none that names images.</summary>
    /// <param name="path">Its path, with any separators.</param>
    /// <param name="text">Gives its text, or null where it cannot be read; asked only where the path does not tell.</param>
    public static HostKind? KindOf(string path, Func<string?> text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        if (HostPath.KindOf(path) is { } kind)
            return kind;
        return HostPath.IsYaml(path) && text() is { } content ? HostContent.KindOf(content) : null;
    }

    /// <summary>Reads a file. Any text can be read: what is wrong in it becomes an error of the document.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="text">Its text.</param>
    /// <param name="variables">The value of a variable of the environment that it is used in; null where it is not known.</param>
    public static ImageDocument Read(HostKind kind, SourceText text, Func<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(variables);
        return InlineDockerfiles.AddTo(kind switch
        {
            HostKind.Bake => BakeReader.Read(text, variables),
            HostKind.Devcontainer => DevcontainerReader.Read(text, variables),
            HostKind.MSBuild => ProjectFileReader.Read(text, variables),
            _ => YamlHost.Read(kind, text, variables),
        });
    }
}
