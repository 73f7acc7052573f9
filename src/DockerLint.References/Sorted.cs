namespace DockerLint;

/// <summary>Finds places in what is in order.</summary>
internal static class Sorted
{
    /// <summary>How many items there are before the first of which something is no longer true, in steps of halves.</summary>
    /// <param name="items">In such an order that it is true of none after that one.</param>
    /// <param name="key">What they are held against.</param>
    /// <param name="isTrue">Whether it is true of an item.</param>
    public static int CountWhile<T, TKey>(ReadOnlySpan<T> items, TKey key, Func<T, TKey, bool> isTrue)
    {
        int low = 0;
        int high = items.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (isTrue(items[middle], key))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
