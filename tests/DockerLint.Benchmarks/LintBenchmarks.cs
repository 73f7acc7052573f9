using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;

namespace DockerLint.Benchmarks;

/// <summary>All rules together, without reading, and the fixes of what they find.</summary>
[MemoryDiagnoser]
public class LintBenchmarks
{
    private readonly ImmutableArray<DockerfileModel> _models = Corpus.ModelsOfEnvironment();
    private readonly Linter _all = new(new LintOptions { Profile = Profiles.All });
    private readonly Linter _recommended = new();

    [Benchmark]
    public int AllRules() => _models.Sum(model => _all.Lint(model).Length);

    [Benchmark(Baseline = true)]
    public int RecommendedRules() => _models.Sum(model => _recommended.Lint(model).Length);

    [Benchmark]
    public int SafeFixes() => Fixed(FixSafety.Safe);

    [Benchmark]
    public int AllFixes() => Fixed(FixSafety.Unsafe);

    private int Fixed(FixSafety safety) => _models.Sum(model => Fixer.Apply(_recommended, new DockerfileReading(model), safety).Count);
}
