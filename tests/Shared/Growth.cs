namespace DockerLint.Tests;

/// <summary>
/// Whether time grows in proportion to the work: a large piece against as much in small ones, side by side. About 1
/// where it does, 2 to 3 where the large one no longer fits the processor's cache; <see cref="Factor"/> where time
/// grows with the square.
/// </summary>
internal static class Growth
{
    /// <summary>How much larger the large piece is.</summary>
    public const int Factor = 10;

    private const double MostTimes = 6;

    public static void AssertLinear(string what, Action small, Action large)
    {
        small();
        double ratio = double.MaxValue;
        for (int attempt = 0; attempt < 10 && ratio > MostTimes; attempt++)
            ratio = Math.Min(ratio, TimeOf(large, 1) / TimeOf(small, Factor));
        Assert.True(ratio <= MostTimes, $"{what}: {Factor} times the work takes {ratio * Factor:F1} times as long");
    }

    /// <summary>Processor time of this program in milliseconds.</summary>
    private static double TimeOf(Action action, int times)
    {
        TimeSpan start = Environment.CpuUsage.UserTime;
        for (int time = 0; time < times; time++)
            action();
        return Math.Max((Environment.CpuUsage.UserTime - start).TotalMilliseconds, 0.1);
    }
}
