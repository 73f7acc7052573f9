using System.Text.Json;
using DockerLint.Semantics.Tests.Patterns;
using DockerLint.Tests;

namespace DockerLint.Semantics.Tests.Expansion;

/// <summary>BuildKit's tables of words and what they expand to.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class ExpansionConformanceTests
{
    [Fact]
    public void Words_expand_as_in_BuildKit() => SharedCases.AllHold(
        SharedCases.Of("shell_envvar"),
        atLeast: 230,
        static row =>
        {
            bool isWindows = row.Text("platform") == "W";
            var expansion = Expander.Expand(
                row.Text("source"), '\\', Lookup(row, isWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal));
            return Judge(row, expansion);
        });

    [Fact]
    public void Operators_work_and_names_are_noted_as_in_BuildKit() => SharedCases.AllHold(
        SharedCases.Of("shell_matches"),
        atLeast: 56,
        static row =>
        {
            var expansion = Expander.Expand(row.Text("input"), '\\', Lookup(row, StringComparer.Ordinal));
            if (Judge(row, expansion) is { } wrong)
                return wrong;
            if (row.TryGetProperty("error_contains", out JsonElement message) && !expansion.Error!.Message.Contains(message.GetString()!, StringComparison.Ordinal))
                return expansion.Error.Message;
            if (expansion.Error is not null || !row.TryGetProperty("matched", out _))
                return null;
            string[] matched = [.. expansion.Uses.Where(static use => use.Variable is not null).Select(static use => use.Name).Distinct().Order(StringComparer.Ordinal)];
            return matched.SequenceEqual(row.Texts("matched")) && expansion.Undefined.Order(StringComparer.Ordinal).SequenceEqual(row.Texts("unmatched"))
                ? null
                : $"matched {string.Join(',', matched)}, unmatched {string.Join(',', expansion.Undefined)}";
        });

    [Fact]
    public void Words_are_split_as_in_BuildKit() => SharedCases.AllHold(
        SharedCases.Of("shell_words"),
        atLeast: 24,
        static row =>
        {
            Dictionary<string, string> environment = row.Texts("env").ToDictionary(static entry => entry.Split('=')[0], static entry => entry[(entry.IndexOf('=') + 1)..]);
            (var expansion, var words) = Expander.ExpandWords(row.Text("source"), '\\', Lookup(environment));
            if (row.Flag("error") != expansion.Error is not null)
                return $"{expansion.Error}";
            return row.Flag("error") || words.SequenceEqual(row.Texts("expected")) ? null : string.Join('|', words);
        });

    private static string? Judge(JsonElement row, Semantics.Expansion expansion)
    {
        if (row.Flag("error") != expansion.Error is not null)
            return $"error {expansion.Error?.Message}";
        return expansion.Error is not null || expansion.Value == row.Text("expected") ? null : $"'{expansion.Value}'";
    }

    private static Expander.Lookup Lookup(JsonElement row, StringComparer names) => Lookup(
        row.GetProperty("env").EnumerateObject().ToDictionary(static entry => entry.Name, static entry => entry.Value.GetString()!, names));

    private static Expander.Lookup Lookup(Dictionary<string, string> environment) =>
        name => environment.TryGetValue(name, out string? value) ? new Variable(name, value, VariableOrigin.Env) : null;
}
