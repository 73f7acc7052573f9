using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Tests;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Formatting.Tests;

/// <summary>Real files, once formatted, are what they were.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class CorpusTests
{
    private const int Files = 2957;

    /// <summary>Rules on the case of keywords and on empty continued lines, which formatting puts right.</summary>
    private static readonly string[] s_style = ["DK1002", "DK1003", "DK1004"];

    [Fact]
    public void Real_files_are_formatted_in_one_step_and_keep_their_comments()
    {
        List<string> wrong = [];
        int count = 0;
        foreach ((string name, string text) in Corpus())
        {
            count++;
            var before = DockerfileSyntax.Parse(text);
            FormatResult once = Formatter.Format(DockerfileModel.Create(before), FormatOptions.Default);
            var after = DockerfileSyntax.Parse(once.Text);
            FormatResult twice = Formatter.Format(DockerfileModel.Create(after), FormatOptions.Default);
            if (once.Outcome == FormatOutcome.Refused)
                wrong.Add($"{name}: refused");
            if (twice.IsChanged)
                wrong.Add($"{name}: changes again at {string.Join(", ", twice.Edits.Take(3).Select(edit => $"{once.Text.PositionOf(edit.Span.Start)} '{edit.NewText}'"))}");
            if (!before.Comments.Select(comment => comment.Text).SequenceEqual(after.Comments.Select(comment => comment.Text)))
                wrong.Add($"{name}: comments");
        }

        Assert.Equal(Files, count);
        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n{string.Join('\n', wrong.Take(30))}");
    }

    /// <summary>Keywords within instructions are written in capitals, and blanks between the words of a script are no part of it.</summary>
    [Fact]
    public void What_BuildKit_reads_of_real_files_stays()
    {
        List<string> wrong = [];
        int compared = 0;
        foreach (JsonElement entry in SharedData.Lines("corpus/buildkit.jsonl"))
        {
            string name = entry.GetProperty("file").GetString()!;
            if (entry.GetProperty("instructions").ValueKind != JsonValueKind.Array)
                continue;
            compared++;
            var before = DockerfileSyntax.Parse(SharedData.Text("corpus/" + name));
            var after = DockerfileSyntax.Parse(Formatter.Format(DockerfileModel.Create(before), FormatOptions.Default).Text);
            string[] dumps = [.. entry.GetProperty("instructions").EnumerateArray().Select(static instruction => instruction[2].GetString()!)];
            if (!before.Instructions.Select(static instruction => BuildKitDump.Of(instruction)).SequenceEqual(dumps))
                continue;
            if (!dumps.Select(Loose).SequenceEqual(after.Instructions.Select(static instruction => Loose(BuildKitDump.Of(instruction)))))
                wrong.Add(name);
        }

        Assert.True(compared > 2800, $"{compared}");
        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join(", ", wrong.Take(10))}");
    }

    /// <summary>Where scripts are not indented, not a character of what BuildKit reads is another.</summary>
    [Fact]
    public void What_BuildKit_reads_of_real_files_stays_to_the_letter_where_it_is_asked_for()
    {
        FormatOptions options = FormatOptions.Default with { IndentsShell = false };
        List<string> wrong = [];
        foreach ((string name, string text) in Corpus())
        {
            var before = DockerfileSyntax.Parse(text);
            var after = DockerfileSyntax.Parse(Formatter.Format(DockerfileModel.Create(before), options).Text);
            if (!before.Instructions.Select(WithCapitals).SequenceEqual(after.Instructions.Select(WithCapitals)))
                wrong.Add(name);
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join(", ", wrong.Take(10))}");

        static string WithCapitals(InstructionSyntax instruction) => instruction.Kind is InstructionKind.From or InstructionKind.Healthcheck
            ? BuildKitDump.Of(instruction).ToUpperInvariant()
            : BuildKitDump.Of(instruction);
    }

    [Fact]
    public void Findings_in_real_files_stay_but_for_those_on_style()
    {
        var linter = new Linter(new LintOptions { Profile = Profiles.All });
        List<string> wrong = [];
        foreach ((string name, string text) in Corpus().Where(static (_, index) => index % 5 == 0))
        {
            SourceText after = Formatter.Format(DockerfileModel.Create(DockerfileSyntax.Parse(text)), FormatOptions.Default).Text;
            string[] expected = Codes(linter, new SourceText(text));
            string[] actual = Codes(linter, after);
            if (!expected.SequenceEqual(actual))
                wrong.Add($"{name}: -{string.Join(',', Without(expected, actual))} +{string.Join(',', Without(actual, expected))}");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n{string.Join('\n', wrong.Take(40))}");
    }

    private static string[] Codes(Linter linter, SourceText text) =>
        [.. linter.Lint(text).Select(static finding => finding.Rule.Code).Where(static code => !s_style.Contains(code)).Order(StringComparer.Ordinal)];

    private static List<string> Without(IEnumerable<string> some, IEnumerable<string> others)
    {
        List<string> left = [.. some];
        foreach (string other in others)
            left.Remove(other);
        return left;
    }

    private static string Loose(string dump) => string.Join(' ', dump.Replace("\\t", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private static IEnumerable<(string Name, string Text)> Corpus() => SharedData.Lines("corpus/buildkit.jsonl")
        .Select(entry => entry.GetProperty("file").GetString()!)
        .Select(name => (name, SharedData.Text("corpus/" + name)));
}
