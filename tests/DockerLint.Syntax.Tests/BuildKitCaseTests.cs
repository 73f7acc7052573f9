using System.Text.Json;
using DockerLint.Syntax.Grammar;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Syntax.Tests;

/// <summary>The cases of BuildKit's own tests of its parser.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class BuildKitCaseTests
{
    [Fact]
    public void Directives() => Each("directives", 17, entry =>
    {
        var file = DockerfileSyntax.Parse(entry.GetProperty("text").GetString()!);
        if (entry.TryGetProperty("count", out JsonElement count))
        {
            Assert.Equal(count.GetInt32(), file.Directives.Length);
            Assert.Equal(Text(entry, "name"), file.Directives[0].Name);
            Assert.Equal(Text(entry, "escape_value"), file.Directives[0].Value);
            return;
        }

        bool found = entry.GetProperty("found").GetBoolean();
        DirectiveSyntax? directive = file.Directive(Text(entry, "key") ?? "syntax");
        if (Text(entry, "call") == "DetectSyntax")
        {
            Assert.Equal(found ? Text(entry, "value") : null, file.Frontend?.Image);
        }
        else
        {
            Assert.Equal(found ? Text(entry, "value") : null, directive?.Value.Split(' ')[0]);
        }

        if (found && Text(entry, "cmdline") is { } commandLine)
            Assert.Equal(commandLine, directive?.Value);
        if (found && entry.TryGetProperty("line", out JsonElement line))
            Assert.Equal(line.GetInt32(), file.Source.PositionOf(directive!.Span.Start).Line);
    });

    [Fact]
    public void Heredocs_of_a_line() => Each("heredoc_line", 10, entry =>
    {
        string[] names = Strings(entry.GetProperty("names"));
        InstructionSyntax instruction = DockerfileSyntax.Parse($"{Text(entry, "line")}\n{string.Join('\n', names)}").Instructions[0];

        Assert.Equal(names, instruction.Heredocs.Select(heredoc => heredoc.Name));
    });

    [Fact]
    public void Heredocs_of_a_word() => Each("heredoc_word", 20, entry =>
    {
        HeredocMark? mark = HeredocGrammar.MarkOf(Text(entry, "input"), out string? error);

        Assert.Equal(Text(entry, "name"), mark?.Name);
        Assert.Equal(Text(entry, "kind") == "error", error is not null);
    });

    [Fact]
    public void Heredocs_of_a_file() => Each("heredoc_file", 2, entry =>
    {
        InstructionSyntax[] instructions =
            [.. DockerfileSyntax.Parse(Text(entry, "dockerfile")!).Instructions.Skip(entry.GetProperty("first_child").GetInt32())];
        JsonElement[] expected = [.. entry.GetProperty("heredocs").EnumerateArray()];

        Assert.Equal(expected.Length, instructions.Length);
        foreach ((JsonElement heredocs, InstructionSyntax instruction) in expected.Zip(instructions))
        {
            Assert.Equal(
                heredocs.EnumerateArray().Select(heredoc => (Text(heredoc, "name"), Text(heredoc, "content"), Flag(heredoc, "expand"), Flag(heredoc, "chomp"))),
                instruction.Heredocs.Select(heredoc => ((string?)heredoc.Name, (string?)heredoc.Content, heredoc.IsExpanded, heredoc.StripsTabs)));
        }
    });

    [Fact]
    public void Heredocs_of_COPY() => Each("instr_copy_heredoc", 8, entry =>
    {
        CopySyntax copy = Trees.Instruction<CopySyntax>(Text(entry, "dockerfile")!);
        ILookup<bool, WordSyntax> sources = copy.Sources.ToLookup(source => copy.HeredocOf(source) is null);

        Assert.Equal(Text(entry, "dest"), copy.Destination?.Text);
        Assert.Equal(Strings(entry.GetProperty("sources")), sources[true].Select(source => source.Text));
        Assert.Equal(
            entry.GetProperty("contents").EnumerateArray().Select(content => (Text(content, "path"), Text(content, "data"), Flag(content, "expand"))),
            sources[false].Select(copy.HeredocOf).Select(heredoc => ((string?)heredoc!.Name, (string?)heredoc.Body.ToString(), heredoc.IsExpanded)));
    });

    [Fact]
    public void Heredocs_of_RUN() => Each("instr_run_heredoc", 6, entry =>
    {
        RunSyntax run = Trees.Instruction<RunSyntax>(Text(entry, "dockerfile")!);

        Assert.Equal(Flag(entry, "shell"), run.Form == ArgumentForm.Shell);
        Assert.Equal(Strings(entry.GetProperty("command")), run.Arguments.Select(word => word.Text));
        Assert.Equal(
            entry.GetProperty("files").EnumerateArray().Select(file => (Text(file, "name"), Text(file, "data"), Flag(file, "chomp"))),
            run.Heredocs.Select(heredoc => ((string?)heredoc.Name, (string?)heredoc.Content, heredoc.StripsTabs)));
    });

    /// <summary>The tree only has the comments; which of them describes what is a matter of meaning.</summary>
    [Fact]
    public void Comments_above_instructions() => Each("instr_doccomments", 1, entry => Assert.Equal(
        ["foo sets foo", "base defines first stage", "this is irrelevant", "bar defines bar; baz is something else"],
        DockerfileSyntax.Parse(Text(entry, "dockerfile")!).Instructions
            .Select(instruction => string.Join("; ", instruction.CommentsAbove.Select(comment => comment.Text)))));

    /// <summary>Our messages are our own; each file has one error, of the phase in which BuildKit finds it.</summary>
    [Fact]
    public void Refused_instructions() => Each("instr_errors", 19, entry =>
        Assert.Equal(BuildPhase.Instruction, DockerfileSyntax.Parse(Text(entry, "dockerfile")!).Errors[0].Phase));

    [Fact]
    public void Lines_that_are_too_long() => Each("parser_errors", 1, entry => Assert.Equal(
        "this line is longer than 65535 bytes, which no builder reads; break it",
        DockerfileSyntax.Parse(Text(entry, "dockerfile")!).Errors[0].Message));

    [Fact]
    public void Refused_files() => Each("parser_negative", 4, entry =>
        Assert.NotEmpty(DockerfileSyntax.Parse(Text(entry, "dockerfile")!).Errors.Where(error =>
            error.Phase == (Text(entry, "name") == "empty_dockerfile" ? BuildPhase.Convert : BuildPhase.Parse))));

    [Fact]
    public void Json() => Each("parser_json", 16, entry =>
    {
        var file = DockerfileSyntax.Parse($"CMD {Text(entry, "input")}");
        InstructionSyntax command = Assert.Single(file.Instructions);

        Assert.Equal(Flag(entry, "valid"), file.Errors.IsEmpty && command.Form == ArgumentForm.Json);
        if (Flag(entry, "valid"))
            Assert.Equal(Strings(entry.GetProperty("expected")), command.Arguments.Select(word => word.Text));
    });

    [Fact]
    public void Lines_of_instructions() => Each("parser_lines", 1, entry =>
    {
        var file = DockerfileSyntax.Parse(Text(entry, "dockerfile")!);
        int[][] lines = [.. file.Instructions.Select(instruction => new[] { LineOf(file, instruction.Extent.Start), LineOf(file, instruction.Extent.End) })];

        Assert.Equal(entry.GetProperty("children").EnumerateArray().Select(child => child.EnumerateArray().Select(line => line.GetInt32()).ToArray()), lines);
        Assert.Equal((entry.GetProperty("start").GetInt32(), entry.GetProperty("end").GetInt32()), (lines[0][0], lines[^1][1]));
    });

    [Fact]
    public void Read_files() => Each("parser_positive", 33, entry => Assert.Equal(
        Text(entry, "expected")!.TrimEnd('\n'),
        string.Join('\n', DockerfileSyntax.Parse(Text(entry, "dockerfile")!).Instructions.Select(instruction => $"({BuildKitDump.Of(instruction)})"))));

    [Fact]
    public void Blank_lines_between_lines() => Each("parser_warnings", 1, entry =>
    {
        string[] contains = Strings(entry.GetProperty("contains"));
        string[] instructions =
            [.. DockerfileSyntax.Parse(Text(entry, "dockerfile")!).Instructions.Where(instruction => instruction.EmptyContinuation is not null).Select(instruction => instruction.RawText)];

        Assert.Equal(entry.GetProperty("count").GetInt32(), instructions.Length);
        Assert.Equal(contains.Where(text => text.StartsWith("RUN", StringComparison.Ordinal)), instructions);
    });

    [Fact]
    public void Words_with_quotes() => Each("parser_words", 8, entry => Assert.Equal(
        Strings(entry.GetProperty("expected")),
        Trees.Instruction($"ARG {Text(entry, "input")}").Arguments.Select(word => word.Text)));

    private static void Each(string name, int count, Action<JsonElement> test)
    {
        int ran = 0;
        foreach (JsonElement entry in SharedData.Lines($"cases/buildkit/{name}.jsonl"))
        {
            if (Record.Exception(() => test(entry)) is { } exception)
                Assert.Fail($"{entry.GetRawText()[..Math.Min(entry.GetRawText().Length, 500)]}\n{exception.Message}");
            ran++;
        }

        Assert.True(ran >= count, $"only {ran} of {count} cases");
    }

    private static int LineOf(DockerfileSyntax file, int offset) => file.Source.PositionOf(offset).Line;

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static bool Flag(JsonElement entry, string name) => entry.GetProperty(name).GetBoolean();

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
