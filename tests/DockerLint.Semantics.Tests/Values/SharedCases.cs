using System.Text.Json;

namespace DockerLint.Semantics.Tests.Values;

/// <summary>Cases recorded from BuildKit, in the folder that DOCKERLINT_SHARED names.</summary>
internal static class SharedCases
{
    public static IReadOnlyList<JsonElement> Read(string path)
    {
        string folder = Environment.GetEnvironmentVariable("DOCKERLINT_SHARED")
            ?? throw new InvalidOperationException("DOCKERLINT_SHARED is not set; filter out Category=Conformance");
        return [.. File.ReadLines(Path.Combine(folder, path)).Where(line => line.Length > 0).Select(Parse)];
    }

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
