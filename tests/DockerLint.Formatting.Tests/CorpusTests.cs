using System.Collections.Immutable;
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Real_files_are_formatted_in_one_step_and_keep_their_comments(bool indentsShell)
    {
        FormatOptions options = FormatOptions.Default with { IndentsShell = indentsShell };
        List<string> wrong = [];
        int count = 0;
        foreach ((string name, string text) in Corpus())
        {
            count++;
            var before = DockerfileSyntax.Parse(text);
            FormatResult once = Formatter.Format(DockerfileModel.Create(before), options);
            var after = DockerfileSyntax.Parse(once.Text);
            FormatResult twice = Formatter.Format(DockerfileModel.Create(after), options);
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

    /// <summary>Keywords within instructions are written in capitals.</summary>
    [Fact]
    public void What_BuildKit_reads_of_real_files_stays_to_the_letter() =>
        AssertDumps(FormatOptions.Default, static (kind, dump) => kind is InstructionKind.From or InstructionKind.Healthcheck ? dump.ToUpperInvariant() : dump);

    /// <summary>How many blanks stand between the words of a script that is indented anew is no part of it.</summary>
    [Fact]
    public void What_BuildKit_reads_of_real_files_stays_but_for_blanks_where_scripts_are_indented() => AssertDumps(
        FormatOptions.Default with { IndentsShell = true },
        static (_, dump) => string.Join(' ', dump.Replace("\\t", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Findings_in_real_files_stay_but_for_those_on_style(bool indentsShell)
    {
        FormatOptions options = FormatOptions.Default with { IndentsShell = indentsShell };
        var linter = new Linter(new LintOptions { Profile = Profiles.All });
        List<string> wrong = [];
        foreach ((string name, string text) in Corpus().Where(static (_, index) => index % 5 == 0))
        {
            SourceText after = Formatter.Format(DockerfileModel.Create(DockerfileSyntax.Parse(text)), options).Text;
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

    private static void AssertDumps(FormatOptions options, Func<InstructionKind, string, string> normal)
    {
        List<string> wrong = [];
        int compared = 0;
        foreach (JsonElement entry in SharedData.Lines("corpus/buildkit.jsonl"))
        {
            string name = entry.GetProperty("file").GetString()!;
            if (entry.GetProperty("instructions").ValueKind != JsonValueKind.Array)
                continue;
            var before = DockerfileSyntax.Parse(SharedData.Text("corpus/" + name));
            string[] dumps = [.. entry.GetProperty("instructions").EnumerateArray().Select(static instruction => instruction[2].GetString()!)];
            if (!before.Instructions.Select(BuildKitDump.Of).SequenceEqual(dumps))
                continue;
            compared++;
            ImmutableArray<InstructionSyntax> after = DockerfileSyntax.Parse(Formatter.Format(DockerfileModel.Create(before), options).Text).Instructions;
            if (after.Length != dumps.Length || !after.Zip(dumps).All(pair => normal(pair.First.Kind, BuildKitDump.Of(pair.First)) == normal(pair.First.Kind, pair.Second)))
                wrong.Add(name);
        }

        Assert.True(compared > 2800, $"{compared}");
        Assert.True(wrong.Count == 0, $"{wrong.Count}: {string.Join(", ", wrong.Take(10))}");
    }

    private static IEnumerable<(string Name, string Text)> Corpus() => SharedData.Lines("corpus/buildkit.jsonl")
        .Select(entry => entry.GetProperty("file").GetString()!)
        .Select(name => (name, SharedData.Text("corpus/" + name)));
}
