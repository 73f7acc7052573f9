using System.Diagnostics;
using System.Globalization;

namespace DockerLint.Fuzzing.Engine;

/// <summary>Runs a target on one input after the other, on one thread, and tells others what it is at.</summary>
internal sealed class Execution(FuzzTarget target)
{
    /// <summary>The most work that an input of 64 KB may be; checks and instrumentation are a part of it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private byte[] _current = [];
    private long _started = long.MaxValue;

    /// <summary>How many inputs were run.</summary>
    public long Count { get; private set; }

    /// <summary>The input that is being run.</summary>
    public byte[] Current => Volatile.Read(ref _current);

    /// <summary>How long it has been running.</summary>
    public TimeSpan Running => Volatile.Read(ref _started) is var started && started == long.MaxValue ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started);

    /// <summary>Runs an input; null where all is well.</summary>
    public Finding? Run(byte[] input)
    {
        Count++;
        Volatile.Write(ref _current, input);
        // A machine that is busy makes anything slow: it is the work that counts.
        TimeSpan work = Environment.CpuUsage.TotalTime;
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
        try
        {
            target.Run(input);
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Finding.Of(error, input);
        }
        finally
        {
            Volatile.Write(ref _started, long.MaxValue);
        }

        work = Environment.CpuUsage.TotalTime - work;
        return work <= Longest ? null : new Finding(Finding.Slow, string.Create(CultureInfo.InvariantCulture, $"It takes {work.TotalSeconds:F1} s."), input);
    }

    /// <summary>The finding, if the input has it each time: what is compiled or made once makes the first run slow.</summary>
    public Finding? Confirm(Finding finding)
    {
        for (int i = 0; i < 2; i++)
        {
            if (Run(finding.Input) is not { } again || again.Kind != finding.Kind)
                return null;
        }

        return finding;
    }
}
