using System.Collections.Immutable;
using System.Diagnostics;

namespace DockerLint.Fuzzing.Engine;

/// <summary>Breeds inputs for a target: those that take the code along new edges are kept, and others made of them.</summary>
internal sealed class Fuzzer
{
    /// <summary>A run that takes so long is given up; so is its target, since a thread cannot be ended.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(30);

    /// <summary>The stack that the product has to do with: that of a program on Windows.</summary>
    private const int StackSize = 1 << 20;

    /// <summary>More findings than anybody will look at in one go.</summary>
    private const int MostFindings = 20;

    private readonly FuzzTarget _target;
    private readonly FuzzLimits _limits;
    private readonly Coverage _coverage;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly Execution _execution;
    private readonly List<byte[]> _kept = [];
    private readonly Dictionary<string, Finding> _findings = new(StringComparer.Ordinal);
    private readonly long _started = Stopwatch.GetTimestamp();

    private Fuzzer(FuzzTarget target, Coverage coverage, FuzzLimits limits)
    {
        _target = target;
        _limits = limits;
        _coverage = coverage;
#pragma warning disable CA5394 // Chance that can be repeated is what is wanted.
        _random = new Random(limits.Seed);
#pragma warning restore CA5394
        _mutator = new Mutator(target.Words, _random);
        _execution = new Execution(target);
    }

    private bool IsOver => Stopwatch.GetElapsedTime(_started) > _limits.Time || _findings.Count >= MostFindings;

    /// <summary>Runs a target.</summary>
    public static FuzzReport Run(FuzzTarget target, IEnumerable<byte[]> seeds, Coverage coverage, FuzzLimits limits)
    {
        coverage.Clear();
        var fuzzer = new Fuzzer(target, coverage, limits);
        ImmutableArray<byte[]> inputs = [.. seeds];
        var thread = new Thread(() => fuzzer.Breed(inputs), StackSize) { IsBackground = true };
        thread.Start();
        while (!thread.Join(s_hang / 10))
        {
            if (fuzzer._execution.Running > s_hang)
                return fuzzer.Report([.. fuzzer._findings.Values, new Finding(Finding.Slow, $"It does not end within {s_hang.TotalSeconds} s.", fuzzer._execution.Current)]);
        }

        return fuzzer.Report([.. fuzzer._findings.Values]);
    }

    private FuzzReport Report(ImmutableArray<Finding> findings) =>
        new(_target.Name, _execution.Count, _coverage.Edges, _kept.Count, findings, Stopwatch.GetElapsedTime(_started));

    private void Breed(ImmutableArray<byte[]> seeds)
    {
        foreach (byte[] seed in seeds)
        {
            if (IsOver)
                return;
            Try(seed);
        }

        if (_kept.Count == 0)
            _kept.Add([]);
        for (long i = 0; i < _limits.Executions && !IsOver; i++)
            Try(_mutator.Change(Pick(), _kept[_random.Next(_kept.Count)]));
    }

    /// <summary>An input: every other time one of the newest, which nobody has tried much with.</summary>
    private byte[] Pick()
    {
        int newest = _random.Next(2) == 0 ? _kept.Count : Math.Min(_kept.Count, 50);
        return _kept[_kept.Count - 1 - _random.Next(newest)];
    }

    private void Try(byte[] input)
    {
        _coverage.Start();
        if (_execution.Run(input) is { } finding)
        {
            Add(finding);
            return;
        }

        if (!_coverage.IsNew())
            return;

        // What only the first run takes (what is made once, and chance between threads) says nothing of the input.
        _coverage.Start();
        if (_execution.Run(input) is null && _coverage.IsNew())
        {
            _coverage.Keep();
            _kept.Add(input);
        }
    }

    private void Add(Finding finding)
    {
        if (_findings.ContainsKey(finding.Kind) || _execution.Confirm(finding) is null)
            return;
        _findings.Add(finding.Kind, finding);
        _findings[finding.Kind] = Shrinker.Shrink(finding, _execution.Run);
    }
}
