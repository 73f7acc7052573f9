using System.Text.Json;

namespace DockerLint.Tests;

/// <summary>
/// Data of other projects that conformance tests run on: the folder that the environment variable
/// DOCKERLINT_SHARED names. Without it these tests are not part of the run.
/// </summary>
internal static class SharedData
{
    public const string Trait = "Category";
    public const string Conformance = "Conformance";

    public static string Folder =>
        Environment.GetEnvironmentVariable("DOCKERLINT_SHARED")
        ?? throw new InvalidOperationException("set DOCKERLINT_SHARED to the folder of the conformance data");

    public static string PathOf(string path) => Path.Combine(Folder, path);

    /// <summary>The lines of a .jsonl file.</summary>
    public static IEnumerable<JsonElement> Lines(string path) =>
        File.ReadLines(PathOf(path)).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement);

    /// <summary>The text of a file, a byte order mark kept.</summary>
    public static string Text(string path) =>
        new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetString(File.ReadAllBytes(PathOf(path)));
}
