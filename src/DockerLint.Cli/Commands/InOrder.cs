using System.Collections.Immutable;

namespace DockerLint.Cli.Commands;

/// <summary>Works on items side by side and hands the results on in the order of the items.</summary>
internal static class InOrder
{
    /// <summary>Results that may wait for an earlier one; bounds the memory that they take.</summary>
    private const int Window = 64;

    /// <summary>Runs <paramref name="work"/> on every item, and <paramref name="use"/> on every result, here.</summary>
    /// <param name="items">The items.</param>
    /// <param name="workers">Threads to work on; 1 for none but this one.</param>
    /// <param name="work">Is called on any of them; throws nothing.</param>
    /// <param name="use">Is called on this one.</param>
    public static void Run<TItem, TResult>(
        ImmutableArray<TItem> items, int workers, Func<TItem, TResult> work, Action<TItem, TResult> use)
    {
        if (workers <= 1)
        {
            foreach (TItem item in items)
                use(item, work(item));
            return;
        }

        var queue = new Queue<TItem, TResult>(items, work);
        for (int worker = 0; worker < workers; worker++)
            new Thread(queue.Work) { IsBackground = true }.Start();
        for (int index = 0; index < items.Length; index++)
            use(items[index], queue.Take(index));
    }

    private sealed class Queue<TItem, TResult>(ImmutableArray<TItem> items, Func<TItem, TResult> work)
    {
        private readonly object _gate = new();
        private readonly (bool IsDone, TResult Value)[] _results = new (bool, TResult)[items.Length];
        private int _next;
        private int _taken;

        public void Work()
        {
            while (Next() is var index and >= 0)
            {
                TResult result = work(items[index]);
                lock (_gate)
                {
                    _results[index] = (true, result);
                    if (index == _taken)
                        Monitor.PulseAll(_gate);
                }
            }
        }

        public TResult Take(int index)
        {
            lock (_gate)
            {
                _taken = index;
                Monitor.PulseAll(_gate);
                while (!_results[index].IsDone)
                    Monitor.Wait(_gate);
                TResult result = _results[index].Value;
                _results[index] = default;
                return result;
            }
        }

        /// <summary>The number of the next item, -1 where there is none left.</summary>
        private int Next()
        {
            lock (_gate)
            {
                while (_next < items.Length && _next - _taken >= Window)
                    Monitor.Wait(_gate);
                return _next < items.Length ? _next++ : -1;
            }
        }
    }
}
