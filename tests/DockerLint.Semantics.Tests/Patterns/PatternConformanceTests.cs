using System.Text;
using System.Text.Json;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Tests.Patterns;

[Trait("Category", "Conformance")]
public sealed class PatternConformanceTests
{
    [Fact]
    public void Ignore_patterns_match_as_in_patternmatcher() => SharedCases.AllHold(
        SharedCases.Of("patternmatcher"),
        atLeast: 137,
        static row =>
        {
            var file = IgnoreFile.Parse(string.Join('\n', row.Texts("patterns")));
            if (file.Errors.IsEmpty == row.Flag("error"))
                return "error";
            return row.Flag("error") || file.Matches(row.Text("path")) == row.Flag("match") ? null : "match";
        });

    [Fact]
    public void Path_patterns_are_bad_when_they_are_for_Go() => SharedCases.AllHold(
        [.. SharedCases.Of("patternmatcher").Where(static row => row.Text("test") == "matchTests")],
        atLeast: 54,
        static row =>
        {
            string path = row.Text("path");
            if (PathPattern.TryParse(row.Texts("patterns").Single(), out PathPattern? pattern, out _) == row.Flag("error"))
                return "error";
            // The rows are those of patternmatcher, where a pattern may also match the parent.
            bool matches = pattern is not null && (pattern.IsMatch(path) || pattern.IsMatch(ContextPath.Parent(path)));
            return matches == row.Flag("match") ? null : "match";
        });

    [Fact]
    public void Ignore_files_are_read_as_in_BuildKit() => SharedCases.AllHold(
        SharedCases.Of("ignorefile"),
        atLeast: 1,
        static row =>
        {
            var file = IgnoreFile.Parse(row.Text("content"));
            string[] expected = row.Texts("expected");
            return file.Patterns.Select(static pattern => pattern.ToString()).SequenceEqual(expected.Where(static entry => entry != "!"))
                && file.Errors.Length == expected.Count(static entry => entry == "!")
                ? null
                : "entries";
        });

    [Fact]
    public void Contexts_hold_what_BuildKit_copies() => SharedCases.AllHold(
        SharedCases.Of("dockerignore_files"),
        atLeast: 1,
        static row =>
        {
            var file = IgnoreFile.Parse(row.GetProperty("files").Text(".dockerignore"));
            return row.Texts("copied").Any(file.Matches) || !row.Texts("not_copied").All(file.Matches) ? "matches" : null;
        });

    [Fact]
    public void Shell_patterns_mean_the_regular_expression_of_BuildKit() => SharedCases.AllHold(
        SharedCases.Of("shell_pattern"),
        atLeast: 7,
        static row =>
        {
            if (ShellPattern.TryParse(row.Text("pattern"), out ShellPattern? pattern, out _) == row.Flag("error"))
                return "error";
            return pattern is null || Render(pattern, row.Flag("greedy"), row.Flag("anchored")) == row.Text("regex") ? null : "regex";
        });

    [Fact]
    public void Substitutions_give_what_they_give_in_BuildKit() => SharedCases.AllHold(
        [.. SharedCases.Of("shell_matches").Where(static row => HasSubstitution(row) && !row.Flag("error"))],
        atLeast: 22,
        static row => Expand(row) is { } actual && actual == row.Text("expected") ? null : "value");

    private static string Render(ShellPattern pattern, bool greedy, bool anchored)
    {
        var regex = new StringBuilder(anchored ? "^" : "");
        foreach (GlobNode node in pattern.Nodes)
        {
            regex.Append(node.Kind switch
            {
                GlobNodeKind.Run => greedy ? ".*" : ".*?",
                GlobNodeKind.One => ".",
                _ when "[]{}.+()|^$*?\\".Contains((char)node.CodePoint) => $"\\{(char)node.CodePoint}",
                _ => char.ConvertFromUtf32(node.CodePoint),
            });
        }

        return regex.ToString();
    }

    private static bool HasSubstitution(JsonElement row) => Variables(row).Any(name =>
        "#%/".Any(op => row.Text("input").Contains($"${{{name}{op}", StringComparison.Ordinal)));

    private static IEnumerable<string> Variables(JsonElement row) =>
        row.GetProperty("env").EnumerateObject().Select(static variable => variable.Name).Append("FOO");

    /// <summary>Just enough of a word: text, <c>${NAME…}</c> with one operator, whole words that are variables.</summary>
    private static string Expand(JsonElement row)
    {
        var result = new StringBuilder();
        string rest = row.Text("input");
        while (rest.IndexOf("${", StringComparison.Ordinal) is >= 0 and int start)
        {
            result.Append(rest[..start]);
            int end = Unescaped(rest, '}', start);
            result.Append(Substitute(rest[(start + 2)..end], row));
            rest = rest[(end + 1)..];
        }

        return result.Append(rest).ToString();
    }

    private static string Substitute(string inner, JsonElement row)
    {
        int name = inner.TakeWhile(char.IsAsciiLetter).Count();
        string value = Value(inner[..name], row);
        bool twice = inner[(name + 1)..].StartsWith(inner[name]);
        string word = inner[(name + (twice ? 2 : 1))..];
        switch (inner[name])
        {
            case '#':
                return Pattern(word, row).TrimPrefix(value, twice);
            case '%':
                return Pattern(word, row).TrimSuffix(value, twice);
            case '/':
                int slash = Unescaped(word, '/', 0);
                return Pattern(word[..slash], row).Replace(value, Word(word[(slash + 1)..], row), twice);
            default:
                return value.Length > 0 ? value : word[1..];
        }
    }

    private static ShellPattern Pattern(string word, JsonElement row)
    {
        Assert.True(ShellPattern.TryParse(Word(word, row), out ShellPattern? pattern, out _));
        return pattern;
    }

    private static string Word(string word, JsonElement row) => word.StartsWith('$') ? Value(word[1..], row) : word;

    private static string Value(string name, JsonElement row) =>
        row.GetProperty("env").TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static int Unescaped(string text, char wanted, int from)
    {
        int at = from;
        while (text[at] != wanted)
            at += text[at] == '\\' ? 2 : 1;
        return at;
    }
}
