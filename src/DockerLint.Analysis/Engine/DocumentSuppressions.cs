using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Engine;

/// <summary>
/// The comments of a file other than a Dockerfile that suppress findings: for the file, or for the line that they stand
/// on or above.
/// </summary>
internal sealed class DocumentSuppressions
{
    /// <summary>What may stand before the text of a comment that has its line to itself.</summary>
    private static readonly SearchValues<char> s_marks = SearchValues.Create(" \t#/*<!-\uFEFF");

    private readonly SourceText _source;
    private readonly ImmutableArray<(IgnoreComment Ignore, TextSpan Lines)> _comments;

    public DocumentSuppressions(ImageDocument document, LintOptions options)
    {
        _source = document.Source;
        _comments = options.InlineIgnores
            ? [.. from comment in document.Comments let ignore = IgnoreComment.Parse(comment, _source) where ignore is not null select (ignore, ReachOf(comment, ignore, document))]
            : [];
    }

    /// <summary>Where comments name the rule of a finding and reach it.</summary>
    public IEnumerable<TextSpan> NamesFor(Finding finding) => _comments
        .Where(comment => Reaches(comment.Lines, finding.Span.Start))
        .SelectMany(static comment => comment.Ignore.Rules)
        .Where(name => finding.Rule.IsNamed(name.Text))
        .Select(static name => name.Span);

    /// <summary>Where the list of a comment ends that reaches a place and not the whole file; null where there is none.</summary>
    public int? EndOfListFor(int place)
    {
        foreach ((IgnoreComment ignore, TextSpan lines) in _comments)
        {
            if (ignore is { Scope: IgnoreScope.Instruction, Rules: [.., { Span.End: var end }] } && Reaches(lines, place))
                return end;
        }

        return null;
    }

    /// <summary>The end of a line belongs to it.</summary>
    private static bool Reaches(TextSpan lines, int place) => place >= lines.Start && place <= lines.End;

    private TextSpan ReachOf(TextSpan comment, IgnoreComment ignore, ImageDocument document)
    {
        if (ignore.Scope == IgnoreScope.File)
            return new TextSpan(0, _source.Length);
        int line = _source.Lines.LineOf(comment.Start);
        while (line < _source.Lines.Count && IsCommentAlone(line, document))
            line++;
        return _source.Lines.SpanOf(line);
    }

    /// <summary>Whether nothing but a comment, or nothing at all, is on a line: stacked comments are for the same line.</summary>
    private bool IsCommentAlone(int line, ImageDocument document)
    {
        TextSpan span = _source.Lines.SpanOf(line);
        foreach (TextSpan comment in document.Comments)
        {
            // What marks it as a comment stands before it.
            if (comment.Start >= span.Start && comment.Start <= span.End)
                return !_source.Value.AsSpan(span.Start, comment.Start - span.Start).ContainsAnyExcept(s_marks);
        }

        return _source.Slice(span).IsWhiteSpace();
    }
}
