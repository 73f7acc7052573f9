using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>Writes the comments that suppress findings (<see cref="Suppressions"/> reads them).</summary>
public static class SuppressionComment
{
    /// <summary>
    /// The change after which a comment suppresses a finding, and as little else as can be: inside a continued instruction
    /// it is for one line, else for the instruction; in other files it is for the line. A list of such a comment that is
    /// there already is made longer.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="finding">What was found in it.</param>
    /// <param name="options">What holds for the file.</param>
    /// <returns>The change; null where no such comment counts, or none would reach the finding.</returns>
    public static TextEdit? For(FileReading file, Diagnostic finding, LintOptions options)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(options);
        if (!options.InlineIgnores || options.Profile == Profiles.BuildKit)
            return null;
        return file switch
        {
            DockerfileReading { Model.Syntax: var syntax } => For(syntax, finding, isForHadolint: options.Profile == Profiles.Hadolint),
            DocumentReading document => For(document, finding, options),
            _ => null,
        };
    }

    private static TextEdit? For(DockerfileSyntax syntax, Diagnostic finding, bool isForHadolint)
    {
        if (syntax.InstructionAt(finding.Span.Start) is not { } instruction || finding.Span.Start > instruction.Extent.End)
            return null;
        int line = LineFor(finding, instruction, syntax.Source);
        return ListAbove(line, syntax, isForHadolint) is { } end
            ? Edit.Insert(end, $",{finding.Rule.Code}")
            : NewLine(line, $"# {(isForHadolint ? "hadolint" : "dockerlint")} ignore={finding.Rule.Code}", syntax.Source);
    }

    private static TextEdit? For(DocumentReading file, Diagnostic finding, LintOptions options)
    {
        if (new DocumentSuppressions(file.Document, options).EndOfListFor(finding.Span.Start) is { } end)
            return Edit.Insert(end, $",{finding.Rule.Code}");
        if (file.Document.CommentForm is not { } form)
            return null;
        SourceText source = file.Source;
        TextEdit edit = NewLine(
            source.Lines.LineOf(finding.Span.Start), $"{form.Before}dockerlint ignore={finding.Rule.Code}{form.After}", source);
        // Inside a text of several lines, or a tag, it would be none.
        var changed = (DocumentReading)file.With(Fixer.Apply(source, [edit]));
        var written = new TextSpan(edit.Span.Start, edit.NewText.Length);
        return changed.ErrorCount <= file.ErrorCount && changed.Document.Comments.Any(comment => written.Contains(comment)) ? edit : null;
    }

    /// <summary>The line above which the comment belongs. A here-document has no comments, and a blank line is not reached.</summary>
    private static int LineFor(Diagnostic finding, InstructionSyntax instruction, SourceText source)
    {
        int line = source.Lines.LineOf(finding.Span.Start);
        return line <= source.Lines.LineOf(instruction.LastLine.Start) && !source.Slice(source.Lines.SpanOf(line)).IsWhiteSpace()
            ? line
            : source.Lines.LineOf(instruction.Extent.Start);
    }

    /// <summary>Where the list of a comment ends that is for that line and stands right above it; null where there is none.</summary>
    private static int? ListAbove(int line, DockerfileSyntax syntax, bool isForHadolint)
    {
        foreach (CommentSyntax comment in syntax.Comments)
        {
            if (syntax.Source.Lines.LineOf(comment.Span.Start) == line - 1
                && IgnoreComment.Parse(comment, syntax.Source) is { Scope: IgnoreScope.Instruction, Rules: [.., { } last] } above
                && above.IsHadolint == isForHadolint)
            {
                return last.Span.End;
            }
        }

        return null;
    }

    /// <summary>The rules that the comments of a file name.</summary>
    public static IEnumerable<NamedRule> NamesIn(DockerfileSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(syntax);
        return SuppressedName.In(syntax).Where(static name => name.Text.Length > 0).Select(static name => new NamedRule(name.Text, name.Span, name.Rule));
    }

    /// <inheritdoc cref="NamesIn(DockerfileSyntax)"/>
    public static IEnumerable<NamedRule> NamesIn(ImageDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return SuppressedName.In(document).Where(static name => name.Text.Length > 0).Select(static name => new NamedRule(name.Text, name.Span, name.Rule));
    }

    private static TextEdit NewLine(int line, string comment, SourceText source)
    {
        int start = source.Lines.SpanOf(line).Start;
        string indent = Edit.IndentAt(source, start);
        // A byte order mark stays first.
        if (start == 0 && source.Value.StartsWith('\uFEFF'))
            start = 1;
        return Edit.Insert(start, indent + comment + Edit.LineEndAt(source, start));
    }
}

/// <summary>The name of a rule in a comment that suppresses it.</summary>
/// <param name="Text">The name as it is written.</param>
/// <param name="Span">Where it is written.</param>
/// <param name="Rule">The rule; null where none has that name.</param>
public readonly record struct NamedRule(string Text, TextSpan Span, RuleInfo? Rule);
