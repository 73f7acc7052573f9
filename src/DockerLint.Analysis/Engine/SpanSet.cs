using System.Runtime.InteropServices;

namespace DockerLint.Analysis.Engine;

/// <summary>Places of a file, to be asked again and again once all of them are in it.</summary>
internal sealed class SpanSet
{
    private readonly List<TextSpan> _spans = [];
    private int[]? _ends;

    /// <summary>Adds one.</summary>
    public void Add(TextSpan span) => _spans.Add(span);

    /// <summary>Whether one of them overlaps a span, or ends where it starts or the other way round.</summary>
    public bool Touches(TextSpan span)
    {
        _ends ??= Sort();
        int count = Sorted.CountWhile(CollectionsMarshal.AsSpan(_spans), span.End, static (one, end) => one.Start <= end);
        return count > 0 && _ends[count - 1] >= span.Start;
    }

    /// <summary>Puts them in order.</summary>
    /// <returns>Where the last of each and all before it ends.</returns>
    private int[] Sort()
    {
        _spans.Sort();
        var ends = new int[_spans.Count];
        for (int index = 0; index < ends.Length; index++)
            ends[index] = Math.Max(_spans[index].End, index > 0 ? ends[index - 1] : 0);
        return ends;
    }
}
