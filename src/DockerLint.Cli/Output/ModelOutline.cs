using System.Globalization;
using DockerLint.Cli.Terminal;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Output;

/// <summary>How a Dockerfile was read, for people: a line for each part, with its place, below what it is part of.</summary>
internal sealed class ModelOutline(Stream stream, bool isColoured) : IModelWriter
{
    private readonly InkWriter _ink = new(stream, isColoured);
    private bool _isFirst = true;

    /// <inheritdoc/>
    public void Write(string file, DockerfileModel model)
    {
        if (!_isFirst)
            _ink.Line();
        _isFirst = false;
        DockerfileSyntax syntax = model.Syntax;
        _ink.Write(SafeText.Of(file), Ink.Strong).Write(model.Errors.IsEmpty ? "" : " (refused)", Ink.Error).Line();
        foreach (DirectiveSyntax directive in syntax.Directives)
            Part(1, "directive", $"{directive.Name}={directive.Value}", PlaceOf(syntax.Source, directive.Span));
        foreach (InstructionSyntax instruction in syntax.Instructions)
            Write(1, syntax.Source, instruction);
        foreach (SyntaxError error in model.Errors)
            Part(1, "error", error.Message, PlaceOf(syntax.Source, error.Span), Ink.Error);
    }

    /// <inheritdoc/>
    public void Finish() => _ink.Flush();

    private void Write(int depth, SourceText source, InstructionSyntax instruction)
    {
        Part(depth, instruction.Keyword, "", PlaceOf(source, instruction.Extent), Ink.Code);
        foreach (FlagSyntax flag in instruction.Flags)
            Part(depth + 1, "flag", flag.Text, PlaceOf(source, flag.Span));
        foreach (WordSyntax word in instruction.Arguments)
            Part(depth + 1, ModelJson.Of(instruction.Form) is "words" ? "word" : ModelJson.Of(instruction.Form), word.Text, PlaceOf(source, word.Span));
        foreach (HeredocSyntax heredoc in instruction.Heredocs)
            Part(depth + 1, "heredoc", $"{heredoc.Name}: {Commands.Tally.Count(heredoc.Content.Count(static unit => unit == '\n'), "line", "lines")}", PlaceOf(source, heredoc.BodySpan));
        if (instruction.Nested is { } nested)
            Write(depth + 1, source, nested);
    }

    private void Part(int depth, string kind, string text, string place, Ink ink = Ink.Faint)
    {
        _ink.Write(new string(' ', depth * 2)).Write(SafeText.Of(kind), ink).Write(text.Length == 0 ? "" : " ").Write(SafeText.Of(text))
            .Write(" ").Write(place, Ink.Faint).Line();
    }

    private static string PlaceOf(SourceText source, TextSpan span)
    {
        Region region = Region.Of(source, span);
        return string.Create(CultureInfo.InvariantCulture, $"[{region.Start}-{region.End}]");
    }
}
