using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using DockerLint.Analysis;
using DockerLint.Configuration;
using DockerLint.LanguageServer;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.Benchmarks;

/// <summary>What the language server does when somebody types a letter: read the text anew and look for findings.</summary>
[MemoryDiagnoser]
public class EditBenchmarks
{
    private readonly ImmutableArray<Document> _documents;

    public EditBenchmarks()
    {
        string uri = DocumentUri.Of("/project/Dockerfile");
        _documents = [.. Corpus.OfEnvironment().Select(text => WorkspaceState.Of(new NoFiles(), ["/project"], ClientSettings.Empty, PositionEncoding.Utf16)
            .Open(new DocumentItem(uri, "dockerfile", 1, text)).Find(uri)!)];
    }

    [Benchmark]
    public int OneLetter() => _documents.Sum(static document => document.With(2, document.Item.Text + "x").Findings.Length);

    /// <summary>A machine with nothing on it.</summary>
    private sealed class NoFiles : IServerHost, IConfigurationSource
    {
        public string Version => "0";

        public IConfigurationSource Files => this;

        public IEnumerable<string> FilesIn(string folder) => [];

        public string PageOf(RuleInfo rule) => "";

        public ConfigurationText? Read(string path) => null;

        public bool HasFolder(string path) => false;

        public string? Variable(string name) => null;
    }
}
