using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;

namespace DockerLint.Benchmarks;

/// <summary>Each rule alone: the walk and the rule, without reading.</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private readonly ImmutableArray<DockerfileModel> _models = Corpus.ModelsOfEnvironment();
    private Linter _linter = new();

    /// <summary>The codes of all rules.</summary>
    public static IEnumerable<string> Codes => RuleCatalog.All.Select(static rule => rule.Code);

    /// <summary>The rule that is measured.</summary>
    [ParamsSource(nameof(Codes))]
    public string Code { get; set; } = "";

    [GlobalSetup]
    public void Select() => _linter = new Linter(new LintOptions { Profile = Profiles.None, Selected = [Code] });

    [Benchmark]
    public int Rule() => _models.Sum(model => _linter.Lint(model).Length);
}
