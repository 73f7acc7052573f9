using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using DockerLint.Tests;

namespace DockerLint.Fuzzing.Targets;

/// <summary>Real files to start with: those of the tests, the examples of the rules' pages, and the conformance data where there are any.</summary>
internal static class SeedFiles
{
    /// <summary>Files of each kind that are taken; more of them take longer than they bring.</summary>
    private const int Most = 300;

    /// <summary>Longer files are changed in vain: most of what a change does is far from what it meets.</summary>
    private const int Longest = 8 * 1024;

    /// <summary>The folder of the sources.</summary>
    public static string RepositoryRoot { get; } = typeof(SeedFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>Inputs that were findings once.</summary>
    public static IEnumerable<byte[]> Kept(string target)
    {
        string folder = Path.Combine(RepositoryRoot, "tests", "DockerLint.Fuzzing", "Inputs", target);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
    }

    /// <summary>Dockerfiles.</summary>
    public static IEnumerable<string> Dockerfiles() =>
        [.. Samples.All.Select(static sample => sample.Text), .. Spread(Examples()), .. Spread(Shared("corpus/buildkit.jsonl", static _ => true))];

    /// <summary>Files of the conformance data of a kind: <c>compose</c>, <c>k8s</c>, <c>dockerignore</c> and so on.</summary>
    public static IEnumerable<string> Hosts(string kind) => Spread(Shared("corpus/hosts.jsonl", line => line.GetProperty("kind").GetString() == kind));

    /// <summary>A field of the lines of a file of the conformance data.</summary>
    public static IEnumerable<string> Cases(string path, string field) =>
        HasShared ? Spread([.. SharedData.Lines(path).Select(line => line.GetProperty(field).GetString()!)]) : [];

    private static bool HasShared => Environment.GetEnvironmentVariable("DOCKERLINT_SHARED") is { Length: > 0 };

    /// <summary>The Dockerfiles in the pages of the rules.</summary>
    private static ImmutableArray<string> Examples() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryRoot, "rules"), "*.md").Order(StringComparer.Ordinal)
            .SelectMany(static page => File.ReadAllText(page).Split("\n```").Where(static block => block.StartsWith("dockerfile", StringComparison.Ordinal)))
            .Select(static block => block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]),
    ];

    private static ImmutableArray<string> Shared(string list, Func<JsonElement, bool> isWanted) => HasShared
        ? [.. SharedData.Lines(list).Where(isWanted).Select(static line => SharedData.PathOf($"corpus/{line.GetProperty("file").GetString()}"))
            .Where(static path => new FileInfo(path).Length <= Longest).Select(File.ReadAllText)]
        : [];

    /// <summary>At most so many of them, from everywhere.</summary>
    private static IEnumerable<string> Spread(ImmutableArray<string> all) =>
        Enumerable.Range(0, Math.Min(Most, all.Length)).Select(index => all[(int)((long)index * all.Length / Math.Min(Most, all.Length))]);
}
