using System.Diagnostics;

namespace DockerLint.Fuzzing.Engine;

/// <summary>Makes the input of a finding small.</summary>
internal static class Shrinker
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    /// <summary>Leaves out pieces, halves first and single bytes last, as long as the same goes wrong.</summary>
    public static Finding Shrink(Finding finding, Func<byte[], Finding?> run)
    {
        long started = Stopwatch.GetTimestamp();
        for (int size = Math.Max(1, finding.Input.Length / 2); ; size = size / 2)
        {
            bool isSmaller = false;
            for (int start = 0; start < finding.Input.Length;)
            {
                if (Stopwatch.GetElapsedTime(started) > s_longest)
                    return finding;
                byte[] rest = [.. finding.Input.AsSpan(0, start), .. finding.Input.AsSpan(Math.Min(finding.Input.Length, start + size))];
                if (run(rest) is { } smaller && smaller.Kind == finding.Kind)
                    (finding, isSmaller) = (smaller, true);
                else
                    start += size;
            }

            // What was left out may have made room for more.
            if (isSmaller && size == 1)
                size = 4;
            else if (size == 1)
                return finding;
        }
    }
}
