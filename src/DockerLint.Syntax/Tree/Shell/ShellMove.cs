using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>
/// The way of a script into another version of its file, where the same lines stand as many characters further on. Its
/// nodes are copied, which is much less work than to read it again.
/// </summary>
/// <param name="source">The other version.</param>
/// <param name="distance">How many characters further on the lines stand; negative where it is further up.</param>
internal sealed class ShellMove(string source, int distance)
{
    /// <summary>A script has one text, and one more for each backquotes with escapes in them.</summary>
    private readonly Dictionary<LogicalText, LogicalText> _texts = new(ReferenceEqualityComparer.Instance);
    private LogicalText? _last;
    private LogicalText? _lastMoved;

    /// <summary>A text that nodes point to.</summary>
    public LogicalText Of(LogicalText text)
    {
        if (text == _last)
            return _lastMoved!;
        if (!_texts.TryGetValue(text, out LogicalText? moved))
            _texts.Add(text, moved = text.MovedTo(source, distance));
        _last = text;
        return _lastMoved = moved;
    }

    /// <summary>A span in the file.</summary>
    public TextSpan Of(TextSpan span) => span.Shift(distance);

    /// <summary>A node with all that is in it.</summary>
    public T Of<T>(T node)
        where T : ShellNode => (T)node.Moved(this);

    /// <summary>A node that may be missing.</summary>
    public T? OfAny<T>(T? node)
        where T : ShellNode => node is null ? null : Of(node);

    /// <summary>Nodes, each with all that is in it.</summary>
    public ImmutableArray<T> Of<T>(ImmutableArray<T> nodes)
        where T : ShellNode
    {
        if (nodes.IsEmpty)
            return nodes;
        var moved = new T[nodes.Length];
        for (int index = 0; index < moved.Length; index++)
            moved[index] = Of(nodes[index]);
        return ImmutableCollectionsMarshal.AsImmutableArray(moved);
    }
}
