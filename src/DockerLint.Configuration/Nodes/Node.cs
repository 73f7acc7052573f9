using System.Collections.Immutable;

namespace DockerLint.Configuration.Nodes;

/// <summary>A value as a configuration writes it.</summary>
/// <param name="At">Where it starts.</param>
internal abstract record Node(Place At)
{
    /// <summary>Whether nothing is written: the value of a key whose lines are all comments.</summary>
    public virtual bool IsNothing => false;

    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text.</summary>
/// <param name="Text">The text, without quotes.</param>
/// <param name="At">Where it starts, behind a quote.</param>
/// <param name="IsQuoted">Whether it stands in quotes.</param>
internal sealed record TextNode(string Text, Place At, bool IsQuoted = false) : Node(At)
{
    /// <inheritdoc/>
    public override bool IsNothing => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <inheritdoc/>
    public override string Kind => "a word";

    /// <summary>A part of it.</summary>
    /// <param name="start">Where the part starts, from 0.</param>
    /// <param name="length">How long it is.</param>
    public TextNode Part(int start, int length) =>
        new(Text.Substring(start, length), At.Line == 0 ? At : At with { Column = At.Column + start });

    /// <summary>Its parts between separators, without the blanks around them; empty ones are left out.</summary>
    public IEnumerable<TextNode> Split(char separator)
    {
        for (int start = 0; start <= Text.Length;)
        {
            int end = Text.IndexOf(separator, start);
            if (end < 0)
                end = Text.Length;
            if (Trimmed(start, end) is { Text.Length: > 0 } part)
                yield return part;
            start = end + 1;
        }
    }

    /// <summary>Its two parts at a separator, without the blanks around them; null where there is none.</summary>
    /// <param name="separator">The separator.</param>
    /// <param name="isLast">Whether the last one counts, not the first.</param>
    public (TextNode Key, TextNode Value)? SplitOnce(char separator, bool isLast = false)
    {
        int at = isLast ? Text.LastIndexOf(separator) : Text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? null : (Trimmed(0, at), Trimmed(at + 1, Text.Length));
    }

    private TextNode Trimmed(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(Text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(Text[end - 1]))
            end--;
        return Part(start, end - start);
    }
}

/// <summary>A list.</summary>
internal sealed record ListNode(ImmutableArray<Node> Items, Place At) : Node(At)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>Keys and values, in order; no key stands twice.</summary>
internal sealed record MapNode(ImmutableArray<(TextNode Key, Node Value)> Entries, Place At) : Node(At)
{
    /// <inheritdoc/>
    public override string Kind => "a map";
}
