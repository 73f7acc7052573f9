using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting;

/// <summary>
/// Gives Dockerfiles one style (docs/formatting.md). Only white space between parts, the case of keywords and the
/// ends of lines change; what cannot be read is left as it is.
/// </summary>
public static class Formatter
{
    /// <summary>Formats a file, or what of it lies in a range.</summary>
    /// <param name="model">The file.</param>
    /// <param name="options">The style.</param>
    /// <param name="range">Where changes are wanted, lines being taken as a whole; null: everywhere.</param>
    public static FormatResult Format(DockerfileModel model, FormatOptions options, TextSpan? range = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        DockerfileSyntax file = model.Syntax;
        if (IsTemplate(file))
            return new FormatResult([], file.Source, FormatOutcome.Template);
        ImmutableArray<TextEdit> edits = FileLayout.EditsOf(model, options);
        if (range is { } wanted)
            edits = [.. edits.Where(edit => IsIn(file.Source, edit.Span, wanted))];
        SourceText text = EditList.Apply(file.Source, edits);
        if (!edits.IsEmpty && !new Content(options.IndentsShell).Same(file, DockerfileSyntax.Parse(text)))
            return new FormatResult([], file.Source, FormatOutcome.Refused);
        return new FormatResult(edits, text, file.Errors.IsEmpty || file.Instructions.IsEmpty ? FormatOutcome.Whole : FormatOutcome.AroundErrors);
    }

    /// <summary>How a new line of a continued instruction is indented, for editors that ask when it is begun.</summary>
    /// <param name="source">The text.</param>
    /// <param name="offset">A place on the line, which holds nothing yet.</param>
    /// <param name="options">The style.</param>
    /// <returns>The white space at its start; null where it goes on with no instruction, or with one whose lines are not indented.</returns>
    public static string? IndentOfNewLine(SourceText source, int offset, FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        // What the line would hold: a word, a pair or an assignment.
        const string Word = "x=x";
        TextSpan line = source.Lines.SpanOf(source.Lines.LineOf(offset));
        if (!source.Slice(line).IsWhiteSpace())
            return null;
        string text = source.Value[..line.Start] + " " + Word + source.Value[line.End..];
        var file = DockerfileSyntax.Parse(text);
        int place = line.Start + 1;
        if (file.InstructionAt(place) is not { } instruction || instruction.Extent.Start >= line.Start)
            return null;
        bool usesTabs = options.UsesTabs ?? FileLayout.UsesTabs(DockerfileSyntax.Parse(source));
        foreach (TextEdit edit in Format(DockerfileModel.Create(file), options with { IndentsShell = true, UsesTabs = usesTabs }).Edits)
        {
            if (edit.Span.End == place)
                return (options.IndentsShell ? null : OwnIndent(instruction, source.Value, line.Start)) ?? edit.NewText[(edit.NewText.LastIndexOf('\n') + 1)..];
        }

        return null;
    }

    /// <summary>The indentation of the line above in a script that keeps its own; null where there is none.</summary>
    private static string? OwnIndent(InstructionSyntax instruction, string text, int line)
    {
        int start = text.LastIndexOf('\n', line - 2) + 1;
        if (instruction is not CommandSyntax { ShellText: not null } || start <= instruction.KeywordSpan.Start)
            return null;
        return text[start..^text.AsSpan(start).TrimStart(" \t").Length];
    }

    private static bool IsIn(SourceText source, TextSpan edit, TextSpan range)
    {
        int first = source.Lines.LineOf(range.Start);
        // A line at whose start the range ends is none of it.
        int last = source.Lines.LineOf(Math.Max(range.Start, Math.Min(range.End, source.Length) - 1));
        return source.Lines.LineOf(edit.End) >= first && source.Lines.LineOf(edit.Start) <= last;
    }

    /// <summary>Whether a line that cannot be read holds a mark of a template engine.</summary>
    private static bool IsTemplate(DockerfileSyntax file)
    {
        foreach (TextSpan span in file.Source.Lines.SpansOf(file.Errors.Select(static error => error.Span.Start)))
        {
            ReadOnlySpan<char> line = file.Source.Slice(span);
            if (line.Contains("{{", StringComparison.Ordinal) || line.Contains("{%", StringComparison.Ordinal) || line.Contains("<%", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
