using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>
/// What one reading of a script must remember: the text that its nodes point to, the here-documents whose lines are
/// still to come, and the error. An error does not fail a parser: it ends the input there (the rest is skipped), so
/// all that is open closes with what it has and the tree holds all that was read before.
/// </summary>
/// <param name="text">The text that is read.</param>
/// <param name="part">The part of it that is read.</param>
/// <param name="comments">Takes the comments.</param>
internal sealed class ShellReading(LogicalText text, TextSpan part, List<ShellCommentSyntax> comments) : Nesting
{
    private readonly Queue<ShellRedirectionSyntax> _hereDocuments = new();
    private int _haltedAt = int.MaxValue;
    private int _triviaStart = -1;
    private int _triviaEnd = -1;

    /// <summary>Offset at which the parser has to start: spans are those of the whole text.</summary>
    public int Start => part.Start;

    public LogicalText Text => text;

    public List<ShellCommentSyntax> Comments => comments;

    public ShellError? Error { get; private set; }

    public bool AwaitsHereDocuments => _hereDocuments.Count > 0;

    /// <summary>Reads the part.</summary>
    public ImmutableArray<T> Read<T>(Parser<char, ImmutableArray<T>> parser)
    {
        Result<char, ImmutableArray<T>> result = parser.Parse(text.Span[..part.End], this);
        return result.Success ? result.Value : [];
    }

    /// <summary>Reads a part within this one by another parser; its error is this one's, found before <paramref name="end"/>.</summary>
    public ImmutableArray<T> ReadWithin<T>(
        Parser<char, ImmutableArray<T>> parser, LogicalText innerText, TextSpan innerPart, int end)
    {
        ShellReading inner = new(innerText, innerPart, comments) { Depth = Depth };
        ImmutableArray<T> items = inner.Read(parser);
        if (inner.Error is not null && Error is null)
        {
            Error = inner.Error;
            _haltedAt = innerText == text ? inner._haltedAt : end;
        }

        return items;
    }

    /// <summary>Where a node stands that was read between two offsets: without what was skipped after it.</summary>
    public ShellPlace Place(int start, int end)
    {
        end = Math.Min(end, _haltedAt);
        if (end == _triviaEnd)
            end = _triviaStart;
        return new ShellPlace(text, TextSpan.Between(Math.Min(start, end), end));
    }

    /// <summary>Notes that white space, comments or line ends stand between two offsets.</summary>
    public void Skipped(int start, int end)
    {
        if (Error is not null)
            return;
        if (start != _triviaEnd)
            _triviaStart = start;
        _triviaEnd = end;
    }

    /// <summary>Notes the first error.</summary>
    public void Halt(int offset, TextSpan at, string message)
    {
        if (Error is not null)
            return;
        _haltedAt = offset;
        Error = new ShellError(message, text.ToSource(at));
    }

    public void Await(ShellRedirectionSyntax hereDocument) => _hereDocuments.Enqueue(hereDocument);

    public ShellRedirectionSyntax NextHereDocument() => _hereDocuments.Dequeue();
}
