using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>Something that stands in a shell script: a statement, a command, a word, a part of a word.</summary>
public abstract class ShellNode
{
    private string? _text;

    private protected ShellNode(ShellPlace place)
    {
        LogicalText = place.Text;
        LogicalSpan = place.Span;
    }

    /// <summary>
    /// The text that it was read from. One for the whole script, but for what stands in backquotes with escapes:
    /// the shell reads that after it has taken the backslashes away, so it is a text of its own.
    /// </summary>
    public LogicalText LogicalText { get; private set; }

    /// <summary>Where it stands in <see cref="LogicalText"/>; no white space or comment around it.</summary>
    public TextSpan LogicalSpan { get; }

    /// <summary>Where it stands in the file; what is empty stands after the character before it, not on the next line.</summary>
    public TextSpan Span => LogicalSpan is { Length: 0, Start: > 0 }
        ? new TextSpan(LogicalText.ToSource(LogicalSpan.Start - 1) + 1, 0)
        : LogicalText.ToSource(LogicalSpan);

    /// <summary>Its characters as written, without making a string of them.</summary>
    public ReadOnlySpan<char> Characters => LogicalText.Span.Slice(LogicalSpan.Start, LogicalSpan.Length);

    /// <summary>Its characters as written.</summary>
    public string Text => _text ??= LogicalText.GetText(LogicalSpan);

    /// <summary>What it directly consists of, in the order of the text.</summary>
    public IReadOnlyList<ShellNode> Children
    {
        get
        {
            List<ShellNode> children = [];
            AddChildren(children);
            return children;
        }
    }

    /// <summary>It and all that is in it, each before its children.</summary>
    public IEnumerable<ShellNode> DescendantsAndSelf()
    {
        List<ShellNode> pending = [this];
        while (pending.Count > 0)
        {
            ShellNode node = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            int first = pending.Count;
            node.AddChildren(pending);
            pending.Reverse(first, pending.Count - first);
            yield return node;
        }
    }

    /// <summary>
    /// Adds what it directly consists of to a list, for walks that go through a whole script; a word that is one
    /// literal adds nothing.
    /// </summary>
    public void AddPartsTo(List<ShellNode> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        if (this is not ShellWordSyntax { IsPlain: true })
            AddChildren(children);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal abstract void AddChildren(List<ShellNode> children);

    /// <summary>The same node, with all that is in it, in another version of the file.</summary>
    internal ShellNode Moved(ShellMove move)
    {
        var moved = (ShellNode)MemberwiseClone();
        moved.LogicalText = move.Of(LogicalText);
        moved.MoveParts(move);
        return moved;
    }

    /// <summary>Moves what it consists of; called once, on a copy that nobody has seen yet.</summary>
    private protected abstract void MoveParts(ShellMove move);
}
