using System.Text.Json;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Formatting.Tests;

/// <summary>Real files, once formatted, are what they were.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class CorpusTests
{
    private const int Files = 2957;

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

    private static IEnumerable<(string Name, string Text)> Corpus() => SharedData.Lines("corpus/buildkit.jsonl")
        .Select(entry => entry.GetProperty("file").GetString()!)
        .Select(name => (name, SharedData.Text("corpus/" + name)));
}
