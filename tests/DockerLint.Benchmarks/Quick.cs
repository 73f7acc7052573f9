using System.Collections.Immutable;
using System.Globalization;

namespace DockerLint.Benchmarks;

/// <summary>Throughput within seconds, on one thread: processor time is counted, so that other work on the machine is not.</summary>
internal static class Quick
{
    private const int Rounds = 9;
    private const int WarmUpRounds = 12;
    private static readonly TimeSpan s_shortestRound = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes a table of 10⁶ characters per second and bytes allocated for each character.</summary>
    public static int Run(ImmutableArray<string> texts, TextWriter output)
    {
        long characters = texts.Sum(static text => (long)text.Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Length} files, {characters:N0} characters"));
        output.WriteLine($"{"",-18}{"MB/s median",12}{"best",10}{"bytes/char",12}");
        var linters = new Linters();
        Show("lines", Parsers.Lines);
        Show("tree", Parsers.Tree);
        Show("tree and words", Parsers.TreeAndWords);
        Show("tokens", Parsers.Tokens);
        Measurement read = Show("all grammars", Parsers.Everything);
        Show("model", Linters.Model);
        Show("recommended rules", linters.Recommended);
        Measurement linted = Show("all rules", linters.All);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"all rules take {read.Median / linted.Median:F2} times as long as all grammars"));
        return 0;

        Measurement Show(string name, Func<string, int> work)
        {
            Measurement measured = Measure(texts, characters, work);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-18}{measured.Median,12:F0}{measured.Best,10:F0}{measured.BytesPerCharacter,12:F2}"));
            return measured;
        }
    }

    private static Measurement Measure(ImmutableArray<string> texts, long characters, Func<string, int> parse)
    {
        // .NET compiles a hot method twice, the second time after a while and in the background.
        List<double> speeds = [];
        double bytes = 0;
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            TimeSpan elapsed;
            int runs = 0;
            do
            {
                foreach (string text in texts)
                    parse(text);
                runs++;
                elapsed = Environment.CpuUsage.TotalTime - start;
            }
            while (elapsed < s_shortestRound);

            if (round < 0)
                continue;
            speeds.Add(characters * runs / elapsed.TotalSeconds / 1e6);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)(characters * runs);
        }

        speeds.Sort();
        return new Measurement(speeds[Rounds / 2], speeds[^1], bytes);
    }

    private readonly record struct Measurement(double Median, double Best, double BytesPerCharacter);
}
