using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Hosts;

/// <summary>Puts a text together of what is known and of what is not.</summary>
internal sealed class Composition
{
    /// <summary>Stands for what is not known: it may be part of a name, a tag or a path.</summary>
    public const string Placeholder = "x";

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<TextSpan>.Builder _holes = ImmutableArray.CreateBuilder<TextSpan>();

    /// <summary>The text so far.</summary>
    public string Text => _text.ToString();

    /// <summary>How long it is so far, in UTF-16 units.</summary>
    public int Length => _text.Length;

    /// <summary>The parts of it that are not known.</summary>
    public ImmutableArray<TextSpan> Holes => _holes.ToImmutable();

    /// <summary>Adds what is known.</summary>
    public void Add(ReadOnlySpan<char> text) => _text.Append(text);

    /// <summary>Adds what is known in parts.</summary>
    public void Add(string text, ImmutableArray<TextSpan> holes)
    {
        foreach (TextSpan hole in holes)
            _holes.Add(hole.Shift(_text.Length));
        _text.Append(text);
    }

    /// <summary>Adds what is not known.</summary>
    public void AddHole() => Add(Placeholder, [new TextSpan(0, Placeholder.Length)]);
}
