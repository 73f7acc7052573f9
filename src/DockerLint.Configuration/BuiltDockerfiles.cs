using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Configuration;

/// <summary>Finds the Dockerfiles of the builds that files ask for. For any number of threads.</summary>
/// <param name="source">Where files come from.</param>
public sealed class BuiltDockerfiles(IConfigurationSource source)
{
    /// <summary>What a build uses where it names none (Dockerfile reference; Compose, <c>build.dockerfile</c>).</summary>
    private const string DefaultName = "Dockerfile";

    private readonly ConcurrentDictionary<string, DockerfileModel?> _models = new(StringComparer.Ordinal);

    /// <summary>The Dockerfiles that are known, or known to be missing.</summary>
    /// <param name="builds">The builds.</param>
    /// <param name="folders">
    /// The full paths of the folders that their contexts can be relative to, with slashes: that of the file, and the one that a
    /// build would be started in, which counts for bake files and can be named to Compose.
    /// </param>
    public ImmutableDictionary<BuildUse, BuiltDockerfile> Of(ImmutableArray<BuildUse> builds, ImmutableArray<string> folders)
    {
        ImmutableDictionary<BuildUse, BuiltDockerfile>.Builder found = ImmutableDictionary.CreateBuilder<BuildUse, BuiltDockerfile>();
        foreach (BuildUse build in builds)
        {
            ImmutableArray<BuiltDockerfile> candidates = [.. folders.Select(folder => Find(build, folder)).OfType<BuiltDockerfile>()];
            if ((candidates.FirstOrDefault(static candidate => candidate.Model is not null) ?? candidates.FirstOrDefault()) is { } dockerfile)
                found[build] = dockerfile;
        }

        return found.ToImmutable();
    }

    /// <summary>The path of the Dockerfile of a build.</summary>
    /// <param name="build">The build.</param>
    /// <param name="folder">The full path of the folder that its context can be relative to, with slashes.</param>
    /// <returns>A full path, with slashes; null where it is not known, is fetched, or the Dockerfile is written in the file itself.</returns>
    public static string? PathOf(BuildUse build, string folder)
    {
        ArgumentNullException.ThrowIfNull(build);
        if (build.Inline is not null || build.IsUnknown || build.Context is not { } context || IsRemote(context.Text))
            return null;
        string named = build.Dockerfile?.Text ?? DefaultName;
        return IsRemote(named) || named is "-" or ""
            ? null
            : Paths.Combine(build.IsBesideFile ? folder : Paths.Combine(folder, context.Text), named);
    }

    private BuiltDockerfile? Find(BuildUse build, string folder)
    {
        if (build.Inline is { } inline)
            return new BuiltDockerfile("the Dockerfile here", Parse(inline.Text));
        if (build.Context is not { } context || PathOf(build, folder) is not { } path)
            return null;
        string named = build.Dockerfile?.Text ?? DefaultName;
        string contextFolder = Paths.Combine(folder, context.Text);
        string name = build.IsBesideFile || context.Text is "." or "./" || Path.IsPathRooted(named) ? named : $"{context.Text.TrimEnd('/')}/{named}";
        return ModelOf(path) is { } model ? new BuiltDockerfile(name, model)
            // What lacks its context is not checked out, or made by the build.
            : source.HasFolder(contextFolder) ? new BuiltDockerfile(name, null)
            : null;
    }

    private DockerfileModel? ModelOf(string path) =>
        _models.GetOrAdd(path, path => source.Read(path)?.Text is { } text ? Parse(text) : null);

    private static DockerfileModel Parse(string text) => DockerfileModel.Create(DockerfileSyntax.Parse(new SourceText(text)));

    /// <summary>Whether it is fetched: a URL, or a repository as <c>git@host:path</c> (Docker's documentation of build contexts).</summary>
    private static bool IsRemote(string context) =>
        context.Contains("://", StringComparison.Ordinal)
        || context.StartsWith("git@", StringComparison.Ordinal)
        || context.StartsWith("github.com/", StringComparison.Ordinal);
}
