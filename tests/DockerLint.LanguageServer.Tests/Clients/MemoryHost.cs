using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Configuration;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.LanguageServer.Tests;

/// <summary>A machine with files that a test makes up.</summary>
internal sealed class MemoryHost : IServerHost, IConfigurationSource
{
    public ConcurrentDictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public string Version => "1.2.3";

    public IConfigurationSource Files => this;

    /// <summary>The digests that registries know, by what is fetched.</summary>
    public ConcurrentDictionary<string, Digest> Digests { get; } = new(StringComparer.Ordinal);

    /// <summary>What ShellCheck says of a file; the setting says of which.</summary>
    public Func<DockerfileModel, string, ImmutableArray<ShellCheckComment>> ShellCheck { get; init; } = static (_, _) => [];

    public static MemoryHost With(params ReadOnlySpan<(string Path, string Text)> files)
    {
        var host = new MemoryHost();
        foreach ((string path, string text) in files)
            host.Texts[path] = text;
        return host;
    }

    public ConfigurationText? Read(string path) => Texts.TryGetValue(path, out string? text) ? new ConfigurationText(text) : null;

    public bool HasFolder(string path) => Texts.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    public string? Variable(string name) => null;

    public IEnumerable<string> FilesIn(string folder) => Texts.Keys.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public Task<Digest?> DigestOfAsync(ImageReference image, CancellationToken cancel) =>
        Task.FromResult(Digests.GetValueOrDefault(image.ToResolvedString()));

    public ImmutableArray<ShellCheckComment> AskShellCheck(DockerfileModel model, string setting) => ShellCheck(model, setting);

    public string PageOf(RuleInfo rule) => $"# {rule.Code}";
}
