using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;

namespace DockerLint.Benchmarks;

/// <summary>The parser on the sample files, or on the folder that DOCKERLINT_CORPUS names.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private readonly ImmutableArray<string> _texts = Corpus.OfEnvironment();

    [Benchmark(Baseline = true)]
    public int Lines() => _texts.Sum(Parsers.Lines);

    [Benchmark]
    public int Tree() => _texts.Sum(Parsers.Tree);

    [Benchmark]
    public int TreeAndWords() => _texts.Sum(Parsers.TreeAndWords);

    [Benchmark]
    public int Tokens() => _texts.Sum(Parsers.Tokens);
}
