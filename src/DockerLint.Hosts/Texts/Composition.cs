using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Hosts.Texts;

/// <summary>Puts a text together of what is known and of what is not.</summary>
internal sealed class Composition
{
    private readonly ImmutableArray<string?>.Builder _pieces = ImmutableArray.CreateBuilder<string?>();
    private readonly StringBuilder _known = new();

    /// <summary>How long what is known is so far, in UTF-16 units.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a part; null is what is not known.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            Close();
            _pieces.Add(null);
            return;
        }

        _known.Append(text);
        Length += text.Length;
    }

    /// <summary>Adds what is known in parts.</summary>
    public void Add(FilledText text)
    {
        foreach (string? piece in text.Pieces)
            Add(piece);
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
        _pieces.Add(_known.ToString());
        _known.Clear();
    }
}
