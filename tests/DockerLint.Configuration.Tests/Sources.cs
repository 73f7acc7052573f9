using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;

namespace DockerLint.Configuration.Tests;

/// <summary>Files and variables that are only in memory.</summary>
internal sealed class Sources : IConfigurationSource
{
    private readonly Dictionary<string, string> _files = [];
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>The paths that were asked for.</summary>
    public List<string> Asked { get; } = [];

    public Sources With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public Sources Set(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public ConfigurationText? Read(string path)
    {
        Asked.Add(path);
        if (!_files.TryGetValue(path, out string? text))
            return null;
        return text == "unreadable" ? new ConfigurationText(null, "permission denied") : new ConfigurationText(text);
    }

    public bool HasFolder(string path) => _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    public string? Variable(string name) => _variables.GetValueOrDefault(name);

    /// <summary>What holds for a file; the working folder is <c>/w</c>.</summary>
    public FileConfiguration For(string path = "/w/Dockerfile", Settings? overrides = null) => Resolver().For(path, overrides ?? Settings.Empty);

    public ConfigurationResolver Resolver(string? file = null, bool isOff = false) =>
        new(this, new ConfigurationSearch("/w") { File = file, IsOff = isOff });

    /// <summary>The problems, each as <c>path:line:column: message</c>.</summary>
    public static IEnumerable<string> Problems(FileConfiguration configuration) =>
        configuration.Problems.Select(static problem => $"{(problem.IsError ? "" : "warning ")}{problem.At}: {problem.Message}");

    /// <summary>What is said of rules, such as <c>DL3007=error DL3059=off DL3057=on</c>.</summary>
    public static string Rules(LintOptions options)
    {
        IEnumerable<string> severities = options.Severities.Where(entry => !options.Ignored.Contains(entry.Key))
            .Select(static entry => $"{entry.Key}={entry.Value.ToString().ToLowerInvariant()}");
        return string.Join(' ', severities
            .Concat(options.Ignored.Select(static code => $"{code}=off"))
            .Concat(options.Selected.Select(static code => $"{code}=on"))
            .Order(StringComparer.Ordinal));
    }
}
