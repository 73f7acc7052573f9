using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Lexing;

/// <summary>What the parse of a text works with that is read up to its first error, and what it finds beside the tree.</summary>
internal sealed class TolerantFrame : Nesting
{
    private readonly int _offset;
    private readonly TextSpan? _whole;

    /// <summary>A frame for a whole file.</summary>
    public TolerantFrame(string text)
    {
        Text = text;
        Comments = ImmutableArray.CreateBuilder<TextSpan>();
    }

    private TolerantFrame(string text, TolerantFrame outer, int offset, TextSpan? whole)
    {
        Text = text;
        Comments = outer.Comments;
        Depth = outer.Depth;
        _offset = offset;
        _whole = whole;
    }

    /// <summary>What is read.</summary>
    public string Text { get; }

    /// <summary>The comments, without what marks them as such.</summary>
    public ImmutableArray<TextSpan>.Builder Comments { get; }

    /// <summary>The first error; null where all could be read.</summary>
    public DocumentError? Error { get; private set; }

    /// <summary>A frame for a part of the text that has a grammar of its own.</summary>
    /// <param name="part">Where it stands.</param>
    public TolerantFrame Within(TextSpan part) =>
        new(Text.Substring(part.Start, part.Length), this, PlaceOf(part).Start, _whole);

    /// <summary>A frame for a text that is written with escapes: all in it stands where the whole does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="whole">Where it is written.</param>
    public TolerantFrame Within(string text, TextSpan whole) => new(text, this, 0, PlaceOf(whole));

    /// <summary>Where a part of the text stands in the file.</summary>
    public TextSpan PlaceOf(TextSpan local) => _whole ?? local.Shift(_offset);

    /// <summary>Notes an error; only the first counts.</summary>
    public void Fail(TextSpan local, string message) => Error ??= new DocumentError(PlaceOf(local), message);

    /// <summary>Takes over the error of a part.</summary>
    public void TakeErrorOf(TolerantFrame part) => Error ??= part.Error;
}
