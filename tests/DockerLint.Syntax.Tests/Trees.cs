using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

/// <summary>Short ways to a part of a tree, and to write it down.</summary>
internal static class Trees
{
    public static InstructionSyntax Instruction(string text) => Assert.Single(DockerfileSyntax.Parse(text).Instructions);

    public static T Instruction<T>(string text)
        where T : InstructionSyntax => Assert.IsType<T>(Instruction(text));

    /// <summary>The text of the file at a span, line ends shown as ⏎.</summary>
    public static string At(this DockerfileSyntax file, TextSpan span) =>
        file.Source.Slice(span).ToString().Replace("\n", "⏎", StringComparison.Ordinal);

    /// <summary>Kind, form unless it is words, flags and arguments, each between bars.</summary>
    public static string Dump(InstructionSyntax instruction)
    {
        string form = instruction.Form == ArgumentForm.Words ? "" : $" {instruction.Form}";
        string flags = string.Concat(instruction.Flags.Select(flag => $" --{flag.Name}{(flag.Value is null ? "" : $"={flag.Value}")}"));
        string arguments = string.Concat(instruction.Arguments.Select(word => $"|{word.Text}"));
        string nested = instruction.Nested is { } inner ? $" ({Dump(inner)})" : "";
        return $"{instruction.Kind}{form}{flags}{nested}{(arguments.Length == 0 ? "" : $" {arguments}|")}";
    }

    /// <summary>Each error as <c>line:column 'text' message</c>.</summary>
    public static string[] Errors(DockerfileSyntax file) =>
        [.. file.Errors.Select(error => $"{file.Source.PositionOf(error.Span.Start)} '{file.At(error.Span)}' {error.Message}")];
}
