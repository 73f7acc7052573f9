using System.Collections.Immutable;
using System.Reflection;

namespace DockerLint.Tests;

/// <summary>Dockerfiles as people write them, one of them full of mistakes; each also with CRLF and a byte order mark.</summary>
internal static class Samples
{
    private const string Extension = ".Dockerfile";

    /// <summary>The names of the files and their texts.</summary>
    public static ImmutableArray<(string Name, string Text)> All { get; } = [.. Read()];

    private static IEnumerable<(string Name, string Text)> Read()
    {
        Assembly assembly = typeof(Samples).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            string text = reader.ReadToEnd();
            yield return (resource, text);
            yield return ($"{resource}, CRLF", '\uFEFF' + text.ReplaceLineEndings("\r\n"));
        }
    }
}
