using System.Text.Json;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Output;

/// <summary>What BuildKit's parser would hand on: an object a file and line.</summary>
internal sealed class ModelJson(Stream stream) : IModelWriter
{
    private readonly JsonLines _lines = new(stream);

    /// <inheritdoc/>
    public void Write(string file, DockerfileModel model)
    {
        DockerfileSyntax syntax = model.Syntax;
        Utf8JsonWriter json = _lines.Next();
        json.WriteStartObject();
        json.WriteString("file"u8, file);
        json.WriteBoolean("valid"u8, model.Errors.IsEmpty);
        json.WriteString("escape"u8, syntax.Escape.ToString());
        json.WriteStartArray("instructions"u8);
        foreach (InstructionSyntax instruction in syntax.Instructions)
            Write(json, syntax.Source, instruction);
        json.WriteEndArray();
        json.WriteStartArray("errors"u8);
        foreach (SyntaxError error in model.Errors)
            Write(json, syntax.Source, error);
        json.WriteEndArray();
        json.WriteEndObject();
        _lines.Raw("\n"u8);
    }

    /// <inheritdoc/>
    public void Finish() => _lines.Flush();

    /// <summary>The arguments as words.</summary>
    public static IEnumerable<string> ArgumentsOf(InstructionSyntax instruction) => instruction is EnvSyntax or LabelSyntax
        ? ((KeyValuesSyntax)instruction).Pairs.Select(static pair => $"{pair.Name.Text}={pair.Value?.Text}")
        : instruction.Arguments.Select(static word => word.Text);

    /// <summary>The name of a form.</summary>
    public static string Of(ArgumentForm form) => form switch
    {
        ArgumentForm.Shell => "shell",
        ArgumentForm.Json => "json",
        _ => "words",
    };

    private static void Write(Utf8JsonWriter json, SourceText source, InstructionSyntax instruction)
    {
        json.WriteStartObject();
        WriteMembers(json, source, instruction);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, SourceText source, InstructionSyntax instruction)
    {
        json.WriteString("keyword"u8, instruction.Keyword.ToLowerInvariant());
        json.WriteNumber("startLine"u8, source.PositionOf(instruction.Extent.Start).Line);
        json.WriteNumber("endLine"u8, source.PositionOf(instruction.Extent.End).Line);
        json.WriteStartArray("flags"u8);
        foreach (FlagSyntax flag in instruction.Flags)
            json.WriteStringValue(flag.Text);
        json.WriteEndArray();
        json.WriteString("form"u8, Of(instruction.Form));
        json.WriteStartArray("arguments"u8);
        foreach (string argument in ArgumentsOf(instruction))
            json.WriteStringValue(argument);
        json.WriteEndArray();
        json.WriteStartArray("heredocs"u8);
        foreach (HeredocSyntax heredoc in instruction.Heredocs)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, heredoc.Name);
            json.WriteBoolean("expand"u8, heredoc.IsExpanded);
            json.WriteBoolean("chomp"u8, heredoc.StripsTabs);
            json.WriteString("content"u8, heredoc.Content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (instruction.Nested is { } nested)
        {
            json.WritePropertyName("onbuild"u8);
            Write(json, source, nested);
        }
    }

    private static void Write(Utf8JsonWriter json, SourceText source, SyntaxError error)
    {
        TextPosition position = source.PositionOf(error.Span.Start);
        json.WriteStartObject();
        json.WriteNumber("line"u8, position.Line);
        json.WriteNumber("column"u8, position.Column);
        json.WriteString("code"u8, "DL1000");
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }
}
