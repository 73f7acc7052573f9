using System.Text.Json;
using DockerLint.Semantics.Tests.Patterns;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Semantics.Tests.Conversion;

/// <summary>Files that BuildKit's own tests build or refuse.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class BuildKitRefusalTests
{
    /// <summary>Errors that only running the build shows, or that our accuracy rules out, by the name of the case.</summary>
    private static readonly HashSet<string> NotKnownBeforeTheBuild =
    [
        "invalidsyntax", // the front end's image cannot be fetched
        "invalidrun", // the command is not found
        "invalidcopy", // the file is not in the context
        "invalidcopyfrom", // the image cannot be fetched
        "invalidmultiline", // the command is not found
    ];

    [Fact]
    public void Files_are_converted_or_refused_for_their_target() => SharedCases.AllHold(
        SharedCases.Of("llb"),
        atLeast: 13,
        static row =>
        {
            DockerfileModel model = Model.Of(row.Text("dockerfile"), new BuildOptions { Target = row.GetProperty("target").GetString() });
            return model.Errors.IsEmpty == row.Flag("error") ? Describe(model) : null;
        });

    [Fact]
    public void Errors_stand_on_their_lines() => SharedCases.AllHold(
        SharedCases.Of("error_lines"),
        atLeast: 7,
        static row =>
        {
            DockerfileModel model = Model.Of(row.Text("dockerfile"));
            int[] lines = [.. row.GetProperty("lines").EnumerateArray().Select(static line => line.GetInt32())];
            bool holds = NotKnownBeforeTheBuild.Contains(row.Text("name"))
                ? model.Errors.IsEmpty
                : lines.Contains(LineOf(model, model.Errors.FirstOrDefault()));
            return holds ? null : Describe(model);
        });

    [Fact]
    public void Instructions_are_refused() => SharedCases.AllHold(
        SharedCases.Of("instr_errors"),
        atLeast: 19,
        static row =>
        {
            // The rows are single instructions, read without the FROM that a file needs.
            DockerfileModel model = Model.Of("FROM scratch\n" + row.Text("dockerfile"));
            return LineOf(model, model.Errors.FirstOrDefault()) == 2 ? null : Describe(model);
        });

    [Fact]
    public void Comments_describe_arguments_and_stages() => SharedCases.AllHold(
        SharedCases.Of("instr_doccomments"),
        atLeast: 1,
        static row =>
        {
            DockerfileModel model = Model.Of(row.Text("dockerfile"));
            Stage stage = model.Stages[0];
            static string Quote(InstructionSyntax arg, string name) => $"\"{Descriptions.Of(arg, name)}\"";
            string described =
                $"stage {stage.Name}: \"{stage.Description}\"; " +
                $"global ARG foo: {Quote(model.Preamble.Instructions[0], "foo")}; " +
                $"stage ARG foo: {Quote(stage.Instructions[0], "foo")}; " +
                $"ARG bar: {Quote(stage.Instructions[1], "bar")}; ARG baz: {Quote(stage.Instructions[1], "baz")}";
            return described == row.Text("expected") ? null : described;
        });

    [Fact]
    public void Builds_that_fail_before_they_run_are_refused_on_their_line()
    {
        JsonElement[] rows = [.. SharedData.Lines("cases/build/reject.jsonl")];
        SharedCases.AllHold(
            rows,
            atLeast: 48,
            static row =>
            {
                DockerfileModel model = Model.Of(row.Text("dockerfile"));
                if (row.Text("phase") == "build")
                    return model.Errors.IsEmpty ? null : Describe(model);
                int line = LineOf(model, model.Errors.FirstOrDefault());
                bool holds = row.GetProperty("line") is { ValueKind: JsonValueKind.Number } number ? line == number.GetInt32() : line > 0;
                return holds ? null : Describe(model);
            });
    }

    private static int LineOf(DockerfileModel model, SyntaxError? error) =>
        error is null ? 0 : model.Syntax.Source.PositionOf(error.Span.Start).Line;

    private static string Describe(DockerfileModel model) =>
        string.Join("; ", model.Errors.Select(error => $"{LineOf(model, error)}: {error.Message}"));
}
