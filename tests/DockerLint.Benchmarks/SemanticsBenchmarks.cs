using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using DockerLint.Semantics;
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
