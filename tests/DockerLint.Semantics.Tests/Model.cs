using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics.Tests;

/// <summary>Makes models of texts, and says where parts of them are.</summary>
internal static class Model
{
    public static DockerfileModel Of(string text, BuildOptions? options = null) =>
        DockerfileModel.Create(DockerfileSyntax.Parse(text), options);

    /// <summary>The text of a span.</summary>
    public static string TextAt(this DockerfileModel model, TextSpan span) => model.Syntax.Source.Slice(span).ToString();

    /// <summary>Each error as <c>line:column 'text' message</c>.</summary>
    public static string[] ErrorTexts(this DockerfileModel model) =>
        [.. model.Errors.Select(error => $"{model.Syntax.Source.PositionOf(error.Span.Start)} '{model.TextAt(error.Span)}' {error.Message}")];

    /// <summary>The value that a variable has before an instruction of a stage; null where it has none.</summary>
    public static string? Value(this Stage stage, string name, int before = int.MaxValue) => stage.Scope.Find(name, before)?.Value;
}
