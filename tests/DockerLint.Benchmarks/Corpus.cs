using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Benchmarks;

/// <summary>The texts that are measured.</summary>
internal static class Corpus
{
    /// <summary>All Dockerfiles below a folder; without one, the samples of the tests.</summary>
    public static ImmutableArray<string> Load(string? folder) => folder is null
        ? [.. Samples.All.Select(sample => sample.Text)]
        : [.. PathsIn(folder).Select(File.ReadAllText)];

    /// <summary>All Dockerfiles below the folder that DOCKERLINT_CORPUS names; where it names none, the samples of the tests.</summary>
    public static ImmutableArray<string> OfEnvironment() => Load(Environment.GetEnvironmentVariable("DOCKERLINT_CORPUS"));

    /// <summary>What they mean.</summary>
    public static ImmutableArray<DockerfileModel> ModelsOfEnvironment() => [.. OfEnvironment().Select(static text => DockerfileModel.Create(DockerfileSyntax.Parse(text)))];

    /// <summary>The paths of all Dockerfiles below a folder, in order.</summary>
    public static IEnumerable<string> PathsIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsDockerfile).Order(StringComparer.Ordinal);

    private static bool IsDockerfile(string path)
    {
        string name = Path.GetFileName(path);
        return !name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase)
            && (name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith(".dockerfile", StringComparison.OrdinalIgnoreCase));
    }
}
