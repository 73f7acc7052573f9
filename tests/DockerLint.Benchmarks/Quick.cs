using System.Collections.Immutable;
using System.Globalization;

namespace DockerLint.Benchmarks;

/// <summary>
/// Throughput in the steady state, on one thread. All stages take turns in each round, so that they are compared under
/// the same load, and processor time is counted. Rounds go on until none makes a stage faster any more: .NET compiles a
/// hot method several times, in the background.
/// </summary>
internal static class Quick
{
    private const int CountedRounds = 15;
    private const int MostRounds = 200;

    /// <summary>By how much a stage has to be faster than ever before not to have settled.</summary>
    private const double Gain = 0.02;

    private static readonly TimeSpan s_shortestTurn = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes a table of 10⁶ characters per second and bytes allocated for each character.</summary>
    public static int Run(ImmutableArray<string> texts, TextWriter output)
    {
        long characters = texts.Sum(static text => (long)text.Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Length} files, {characters:N0} characters"));
        var linters = new Linters();
        var read = new Work("all grammars", Parsers.Everything);
        var linted = new Work("all rules", linters.All);
        Work[] all =
        [
            new("lines", Parsers.Lines), new("tree", Parsers.Tree), new("tree and words", Parsers.TreeAndWords), new("tokens", Parsers.Tokens), read,
            new("model", Linters.Model), new("recommended rules", linters.Recommended), linted,
        ];
        int rounds = 0;
        for (int settled = 0; settled < CountedRounds && rounds < MostRounds; rounds++)
        {
            bool isFaster = false;
            foreach (Work work in all)
                isFaster |= work.Take(texts);
            settled = isFaster ? 0 : settled + 1;
        }

        output.WriteLine($"{"",-18}{"MB/s median",12}{"best",10}{"bytes/char",12}");
        foreach (Work work in all)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{work.Name,-18}{characters / work.Median / 1e6,12:F0}{characters / work.Best / 1e6,10:F0}{work.Bytes / (double)characters,12:F2}"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"all rules take {Work.Ratio(linted, read):F2} times as long as all grammars, in the median of the last {CountedRounds} of {rounds} rounds; {linted.Best / read.Best:F2} times at best"));
        return 0;
    }

    /// <summary>A stage that is measured.</summary>
    private sealed class Work(string name, Func<string, int> run)
    {
        private readonly List<double> _seconds = [];

        public string Name => name;

        public double Best { get; private set; } = double.MaxValue;

        public double Median => MedianOf(_seconds.TakeLast(CountedRounds));

        /// <summary>The bytes that one run allocates.</summary>
        public long Bytes { get; private set; }

        /// <summary>How much longer one takes than another in the same round.</summary>
        public static double Ratio(Work one, Work other) =>
            MedianOf(one._seconds.Zip(other._seconds, static (one, other) => one / other).TakeLast(CountedRounds));

        /// <summary>Takes one turn; whether it was faster than all before it.</summary>
        public bool Take(ImmutableArray<string> texts)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            TimeSpan elapsed;
            int runs = 0;
            do
            {
                foreach (string text in texts)
                    run(text);
                runs++;
                elapsed = Environment.CpuUsage.TotalTime - start;
            }
            while (elapsed < s_shortestTurn);

            Bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / runs;
            double seconds = elapsed.TotalSeconds / runs;
            _seconds.Add(seconds);
            bool isFaster = seconds < Best * (1 - Gain);
            Best = Math.Min(Best, seconds);
            return isFaster;
        }

        private static double MedianOf(IEnumerable<double> values)
        {
            double[] sorted = [.. values.Order()];
            return sorted[sorted.Length / 2];
        }
    }
}
