using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DockerLint.Oci.Model;

namespace DockerLint.Build.Plan;

/// <summary>How an image was made, the last entry first. Images that start from each other share what they have in common, since chains of stages may be long.</summary>
internal sealed class ImageHistory
{
    private readonly ImageHistory? _before;
    private readonly HistoryEntry _last;
    private readonly int _length;

    private ImageHistory(ImageHistory? before, HistoryEntry last) => (_before, _last, _length) = (before, last, (before?._length ?? 0) + 1);

    /// <summary>A history of entries; null for that of nothing.</summary>
    public static ImageHistory? Of(ImmutableArray<HistoryEntry> entries) =>
        entries.Aggregate((ImageHistory?)null, With);

    /// <summary>A history with one entry more.</summary>
    /// <param name="before">The history so far; null for that of nothing.</param>
    /// <param name="entry">The entry.</param>
    public static ImageHistory With(ImageHistory? before, HistoryEntry entry) => new(before, entry);

    /// <summary>The entries, the first one first.</summary>
    public ImmutableArray<HistoryEntry> ToArray()
    {
        var entries = new HistoryEntry[_length];
        for (ImageHistory? history = this; history is not null; history = history._before)
            entries[history._length - 1] = history._last;
        return ImmutableCollectionsMarshal.AsImmutableArray(entries);
    }
}
