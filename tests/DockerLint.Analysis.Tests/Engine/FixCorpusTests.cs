using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>All fixes on all real files, and on the odd texts that builders are tested with.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class FixCorpusTests
{
    /// <summary>
    /// What rules say only of apt-get, which a fix makes of apt; and what is left out beside DK1005, which says nothing
    /// once there is a SHELL; and of
    /// ADD, COPY with a mode.
    /// </summary>
    private static readonly Dictionary<string, string[]> s_follows = new()
    {
        ["DL3027"] = ["DL3008", "DL3014", "DL3015"],
        ["DL4006"] = ["DL3025"],
        ["DL3020"] = ["DK3007"],
    };

    /// <summary>Fixes that make what the author meant of what does something else.</summary>
    private static readonly string[] s_meant = ["DK1023", "DK1029", "DK4003"];

    private static readonly Linter s_linter = new(new LintOptions { Profile = Profiles.All });

    [Theory]
    [InlineData(FixSafety.Safe)]
    [InlineData(FixSafety.Unsafe)]
    public void Fixes_break_nothing_find_nothing_new_and_leave_nothing(FixSafety safety)
    {
        List<string> failures = [];
        int count = 0;
        foreach ((string file, string text) in Files().Concat(OddTexts()))
        {
            var source = new SourceText(text);
            FixedText once = Fixer.Apply(s_linter, source, safety);
            count += once.Count;
            failures.AddRange(WhatIsWrong(source, once.Text, safety).Select(problem => $"{file}: {problem}"));
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count} fixes:\n{string.Join("\n", failures.Take(60))}");
        Assert.True(count > 1000, $"{count} fixes are made; the files have more");
    }

    private static IEnumerable<(string Name, string Text)> Files() => SharedData.Lines("corpus/buildkit.jsonl")
        .Select(line => line.GetProperty("file").GetString()!)
        .Select(file => (file, SharedData.Text($"corpus/{file}")));

    private static IEnumerable<(string Name, string Text)> OddTexts() => SharedData.Lines("cases/buildkit/verdicts.jsonl")
        .Select(line => (line.GetProperty("id").GetString()!, line.GetProperty("dockerfile").GetString()!));

    private static IEnumerable<string> WhatIsWrong(SourceText before, SourceText after, FixSafety safety)
    {
        if (before.Value == after.Value)
            yield break;
        if (Fixer.Apply(s_linter, after, safety).Count is > 0 and int left)
            yield return $"a second run makes {left} fixes";
        DockerfileModel old = Read(before);
        DockerfileModel model = Read(after);
        if (Errors(old).Length < Errors(model).Length)
            yield return $"refused: {Errors(model)[^1].Message}";
        if (ScriptErrors(old) < ScriptErrors(model))
            yield return "a script cannot be read";
        (string[] expected, string[] actual) = safety == FixSafety.Safe
            ? (Meaning.Of(old).ToArray(), Meaning.Of(model).ToArray())
            : (Meaning.OfSettings(old).ToArray(), Meaning.OfSettings(model).ToArray());
        Dictionary<string, int> found = Counts(before);
        if (!expected.SequenceEqual(actual) && !s_meant.Any(found.ContainsKey))
        {
            int index = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
            yield return $"means another thing:\n    {expected.ElementAtOrDefault(index)}\n    {actual.ElementAtOrDefault(index)}";
        }

        if (Comments(old).Except(Comments(model)).FirstOrDefault() is { } comment)
            yield return $"a comment is lost: {comment}";
        if (before.Value.EndsWith('\n') != after.Value.EndsWith('\n'))
            yield return "the last line ends otherwise";
        if (LineEnds(before) is "\r\n" && LineEnds(after) is not "\r\n")
            yield return "line ends are mixed";
        foreach ((string code, int number) in Counts(after))
        {
            int allowed = found.GetValueOrDefault(code);
            if (number > allowed && !s_follows.Any(follow => follow.Value.Contains(code) && found.ContainsKey(follow.Key)))
                yield return $"{code} is found {number} times, before {allowed}";
        }
    }

    private static DockerfileModel Read(SourceText source) => DockerfileModel.Create(DockerfileSyntax.Parse(source));

    private static SyntaxError[] Errors(DockerfileModel model) => [.. model.Errors.Where(error => !error.NeedsArgument)];

    private static int ScriptErrors(DockerfileModel model) =>
        model.Syntax.Instructions.Count(instruction => instruction is CommandSyntax { Script.Errors.IsEmpty: false });

    private static IEnumerable<string> Comments(DockerfileModel model) => model.Syntax.Comments
        .Select(comment => comment.Text)
        .Where(comment => !comment.Contains("ignore", StringComparison.Ordinal));

    private static string LineEnds(SourceText source) =>
        source.Value.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal) ? "\n" : "\r\n";

    private static Dictionary<string, int> Counts(SourceText source) =>
        s_linter.Lint(source).CountBy(finding => finding.Rule.Code).ToDictionary();
}
