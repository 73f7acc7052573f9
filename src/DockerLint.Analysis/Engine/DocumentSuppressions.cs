using System.Buffers;
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
    private readonly List<(IgnoreComment Ignore, int Line)> _comments = [];
    private readonly NamedRules _file = new();
    private readonly NamedRules<int> _lines = new();

    public DocumentSuppressions(ImageDocument document, LintOptions options)
    {
        _source = document.Source;
        if (!options.InlineIgnores)
            return;
        Dictionary<int, TextSpan>? firstOfLine = null;
        var lines = new CommentLines(_source.Lines, line => IsCommentAlone(line, firstOfLine ??= FirstOfLines(document)));
        foreach (TextSpan comment in document.Comments)
        {
            if (IgnoreComment.Parse(comment, _source) is not { } ignore)
                continue;
            // The last line is for itself.
            int line = Math.Min(lines.From(_source.Lines.LineOf(comment.Start)), _source.Lines.Count);
            _comments.Add((ignore, line));
            if (ignore.Scope == IgnoreScope.File)
                _file.Add(ignore.Rules);
            else
                _lines.Add(line, ignore.Rules);
        }
    }

    /// <summary>Where comments name the rule of a finding and reach it, in lists that findings share; none is empty.</summary>
    public IEnumerable<IReadOnlyList<TextSpan>> NamesFor(Finding finding) => LineAt(finding.Span.Start) is { } line
        ? _file.For(finding.Rule).Concat(_lines.For(line, finding.Rule))
        : _file.For(finding.Rule);

    /// <summary>Where the list of a comment ends that reaches a place and not the whole file; null where there is none.</summary>
    public int? EndOfListFor(int place)
    {
        foreach ((IgnoreComment ignore, int line) in _comments)
        {
            if (ignore is { Scope: IgnoreScope.Instruction, Rules: [.., { Span.End: var end }] } && LineAt(place) == line)
                return end;
        }

        return null;
    }

    /// <summary>The line of a place; its end belongs to it, what ends it does not.</summary>
    private int? LineAt(int place) => _source.Lines.LineOf(place) is var line && place <= _source.Lines.SpanOf(line).End ? line : null;

    /// <summary>The comment of each line that has one, the first one where there are several.</summary>
    private Dictionary<int, TextSpan> FirstOfLines(ImageDocument document)
    {
        Dictionary<int, TextSpan> first = [];
        foreach (TextSpan comment in document.Comments)
            first.TryAdd(_source.Lines.LineOf(comment.Start), comment);
        return first;
    }

    /// <summary>Whether nothing but a comment, or nothing at all, is on a line: stacked comments are for the same line.</summary>
    private bool IsCommentAlone(int line, Dictionary<int, TextSpan> firstOfLine)
    {
        TextSpan span = _source.Lines.SpanOf(line);
        // What marks it as a comment stands before it.
        return firstOfLine.TryGetValue(line, out TextSpan comment)
            ? !_source.Value.AsSpan(span.Start, comment.Start - span.Start).ContainsAnyExcept(s_marks)
            : _source.Slice(span).IsWhiteSpace();
    }
}
