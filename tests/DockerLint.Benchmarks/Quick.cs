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
        output.WriteLine($"{"",-16}{"MB/s median",14}{"best",10}{"bytes/char",12}");
        foreach ((string name, Func<string, int> parse) in (ReadOnlySpan<(string, Func<string, int>)>)
            [("lines", Parsers.Lines), ("tree", Parsers.Tree), ("tree and words", Parsers.TreeAndWords), ("tokens", Parsers.Tokens)])
        {
            Measurement measured = Measure(texts, characters, parse);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-16}{measured.Median,14:F0}{measured.Best,10:F0}{measured.BytesPerCharacter,12:F2}"));
        }

        return 0;
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
