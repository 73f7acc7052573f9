using System.Collections.Concurrent;
using DockerLint.Analysis;
using DockerLint.Configuration;

namespace DockerLint.LanguageServer.Tests;

/// <summary>A machine with files that a test makes up.</summary>
internal sealed class MemoryHost : IServerHost, IConfigurationSource
{
    public ConcurrentDictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public string Version => "1.2.3";

    public IConfigurationSource Files => this;

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

    public string PageOf(RuleInfo rule) => $"# {rule.Code}";
}
