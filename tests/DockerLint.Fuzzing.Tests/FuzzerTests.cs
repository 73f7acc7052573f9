using System.Diagnostics;
using System.Text;
using DockerLint.Fuzzing.Engine;
using DockerLint.Tests;

namespace DockerLint.Fuzzing.Tests;

/// <summary>The engine, on code whose edges the tests count themselves, in the one map that a process has for them.</summary>
[Collection(nameof(NothingElse))]
public sealed class FuzzerTests
{
    private const string Secret = "#K9z!";

    /// <summary>Enough to find the signs one after the other, and far too little to find them all at once.</summary>
    private static readonly FuzzLimits s_limits = new(TimeSpan.FromMinutes(5), 100_000, 1);

    [Fact]
    public void Edges_lead_to_what_chance_does_not_find()
    {
        Finding finding = Assert.Single(Run(Guarded(isCounted: true)).Findings);
        Assert.StartsWith(nameof(InvalidDataException), finding.Kind, StringComparison.Ordinal);
        Assert.Empty(Run(Guarded(isCounted: false)).Findings);
    }

    [Fact]
    public void A_finding_is_made_as_small_as_it_can_be() =>
        Assert.Equal(Secret, Encoding.UTF8.GetString(Assert.Single(Run(Guarded(isCounted: true), "some text " + Secret + " and more of it").Findings).Input));

    [Fact]
    public void The_same_seed_breeds_the_same_inputs()
    {
        FuzzLimits limits = s_limits with { Executions = 20_000 };
        Assert.Equal(Breed(limits), Breed(limits));
        Assert.NotEqual(Breed(limits), Breed(limits with { Seed = 2 }));

        static List<string> Breed(FuzzLimits limits)
        {
            List<string> inputs = [];
            _ = Run(new FuzzTarget("t", ["word"], static () => [], input => inputs.Add(Convert.ToHexString(input))), limits, "seed");
            return inputs;
        }
    }

    [Fact]
    public void What_takes_too_long_is_found()
    {
        var slow = new FuzzTarget("t", ["z"], static () => [], static input =>
        {
            long started = Stopwatch.GetTimestamp();
            while (input.Contains((byte)'z') && Stopwatch.GetElapsedTime(started) < 3 * Execution.Longest)
                Thread.SpinWait(100);
        });
        Finding finding = Assert.Single(Run(slow, s_limits with { Time = TimeSpan.FromSeconds(1) }, "az").Findings);
        Assert.Equal(Finding.Slow, finding.Kind);
    }

    private static FuzzReport Run(FuzzTarget target, string seed = "") => Run(target, s_limits, seed);

    private static FuzzReport Run(FuzzTarget target, FuzzLimits limits, string seed) => Fuzzer.Run(target, [Encoding.UTF8.GetBytes(seed)], new Coverage(), limits);

    /// <summary>Throws where a text holds the secret, the signs of which it looks for one after the other.</summary>
    private static FuzzTarget Guarded(bool isCounted) => new("t", [.. Secret.Select(static sign => sign.ToString())], static () => [], input =>
    {
        for (int start = 0; start < input.Length; start++)
        {
            int found = 0;
            while (found < Secret.Length && start + found < input.Length && input[start + found] == Secret[found])
                found++;
            if (isCounted)
                Count(found);
            if (found == Secret.Length)
                throw new InvalidDataException();
        }
    });

    private static unsafe void Count(int edge) => SharpFuzz.Common.Trace.SharedMem[edge]++;
}
