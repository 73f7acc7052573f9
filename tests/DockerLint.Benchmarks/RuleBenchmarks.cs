using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Benchmarks;

/// <summary>What files mean, on the sample files or the folder that DOCKERLINT_CORPUS names.</summary>
[MemoryDiagnoser]
public class SemanticsBenchmarks
{
    private readonly ImmutableArray<DockerfileSyntax> _trees = [.. Corpus.OfEnvironment().Select(static text => DockerfileSyntax.Parse(text))];

    [Benchmark]
    public int Model() => _trees.Sum(static tree => DockerfileModel.Create(tree).Stages.Length);
}

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
    public void Select() => _linter = new Linter(new LintOptions { Profile = Profiles.None }.With(Code));

    [Benchmark]
    public int Rule() => _models.Sum(model => _linter.Lint(model).Length);
}

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
