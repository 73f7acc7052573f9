using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Hosts.Texts;

/// <summary>Puts a text together of what is known and of what is not.</summary>
internal sealed class Composition
{
    private readonly ImmutableArray<FilledPiece>.Builder _pieces = ImmutableArray.CreateBuilder<FilledPiece>();
    private readonly StringBuilder _known = new();

    /// <summary>How long what is known is so far, in UTF-16 units.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a part that is known.</summary>
    public void Add(string text) => Add(new FilledPiece(text));

    /// <summary>Adds what is known in parts.</summary>
    public void Add(FilledText text)
    {
        foreach (FilledPiece piece in text.Pieces)
            Add(piece);
    }

    /// <summary>Adds a part.</summary>
    public void Add(FilledPiece piece)
    {
        if (!piece.IsKnown)
        {
            Close();
            _pieces.Add(piece);
            return;
        }

        _known.Append(piece.Text);
        Length += piece.Text.Length;
    }

    /// <summary>The text.</summary>
    public FilledText ToText()
    {
        Close();
        return new FilledText(_pieces.ToImmutable());
    }

    private void Close()
    {
        if (_known.Length == 0)
            return;
        _pieces.Add(new FilledPiece(_known.ToString()));
        _known.Clear();
    }
}
