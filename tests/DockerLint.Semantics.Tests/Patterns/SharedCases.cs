using System.Text.Json;

namespace DockerLint.Semantics.Tests.Patterns;

/// <summary>BuildKit's own test tables, read from the folder that <c>DOCKERLINT_SHARED</c> names.</summary>
internal static class SharedCases
{
    /// <summary>The rows of a table; none when there is no such folder.</summary>
    /// <param name="table">File name without its ending.</param>
    public static IReadOnlyList<JsonElement> Of(string table)
    {
        if (Environment.GetEnvironmentVariable("DOCKERLINT_SHARED") is not { Length: > 0 } folder)
            return [];
        return
        [
            .. File.ReadLines(Path.Combine(folder, "cases", "buildkit", table + ".jsonl"))
                .Where(static line => line.Length > 0)
                .Select(static line => JsonElement.Parse(line)),
        ];
    }

    /// <summary>Judges every row, and that no rows got lost.</summary>
    /// <param name="rows">The rows, all of the table or some.</param>
    /// <param name="atLeast">How many there were when the test was written.</param>
    /// <param name="judge">Null when the row holds, else what is wrong.</param>
    public static void AllHold(IReadOnlyList<JsonElement> rows, int atLeast, Func<JsonElement, string?> judge)
    {
        if (rows.Count == 0)
            return;
        string[] wrong = [.. rows.Select(row => judge(row) is { } what ? $"{what}: {row}" : null).OfType<string>()];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        Assert.True(rows.Count >= atLeast, $"{rows.Count} cases");
    }

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static bool Flag(this JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    public static string[] Texts(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(static element => element.GetString()!)];
}
