using System.Collections.Immutable;
using DockerLint.Configuration;
using DockerLint.Hosts;
using DockerLint.Semantics.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DockerLint.Analyzers.Inputs;

/// <summary>What a file beside the sources is to us; the names are those that the targets of the package give.</summary>
internal enum InputKind
{
    /// <summary>Nothing, or something that only others refer to.</summary>
    Other,

    /// <summary>To be linted.</summary>
    Dockerfile,

    /// <summary>To be looked at: where it is of a kind that names images, it is to be linted.</summary>
    Host,

    /// <summary>A file that the project takes properties from, itself included: to be asked for the images that they name.</summary>
    Project,

    /// <summary>An <c>.editorconfig</c>: the compiler reads it; we only look for what it cannot do.</summary>
    EditorConfig,
}

/// <summary>
/// The files that the build hands to the compiler beside the sources. They are all that is read: what is not among them
/// could change without the compiler being run again.
/// </summary>
internal sealed class AdditionalInputs : IConfigurationSource
{
    private const string KindKey = "build_metadata.AdditionalFiles.DockerLint";

    private readonly AnalyzerConfigOptionsProvider _options;
    private readonly ImmutableArray<AdditionalText> _files;
    private readonly bool _reportsFiles;
    private readonly Dictionary<string, AdditionalText> _byPath = new(StringComparer.Ordinal);

    /// <summary>Looks at what there is, and reads none of it.</summary>
    public AdditionalInputs(AnalyzerOptions options)
    {
        _options = options.AnalyzerConfigOptionsProvider;
        _files = options.AdditionalFiles;
        // Files that a project names itself are in every one of its builds.
        _reportsFiles = !(_options.GlobalOptions.TryGetValue("build_property.DockerLintReportsFiles", out string? reports) && reports == "false");
        foreach (AdditionalText file in options.AdditionalFiles)
            _byPath.TryAdd(PathOf(file), file);
    }

    /// <summary>The path of a file, with slashes.</summary>
    public static string PathOf(AdditionalText file) => WithSlashes(file.Path);

    /// <summary>A path with slashes.</summary>
    public static string WithSlashes(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The paths of the Dockerfiles, with slashes.</summary>
    public IEnumerable<string> Dockerfiles => _byPath.Where(entry => KindOf(entry.Value) == InputKind.Dockerfile).Select(static entry => entry.Key);

    /// <summary>The paths of the other files that may name images, with slashes.</summary>
    public IEnumerable<string> OtherFiles => _byPath.Where(entry => KindOf(entry.Value) == InputKind.Host).Select(static entry => entry.Key);

    /// <summary>What a file is: the build says so, or its name where the build says nothing.</summary>
    public InputKind KindOf(AdditionalText file)
    {
        if (_options.GetOptions(file).TryGetValue(KindKey, out string? kind) && kind.Length > 0)
            return Enum.TryParse(kind, out InputKind named) ? named : InputKind.Other;
        if (!_reportsFiles)
            return InputKind.Other;
        return DockerfileName.Is(Path.GetFileName(file.Path)) ? InputKind.Dockerfile
            : HostReader.KindOf(file.Path, static () => null) is not null ? InputKind.Host
            : InputKind.Other;
    }

    /// <summary>The files that the project takes properties from, itself first.</summary>
    public ImmutableArray<ProjectFile> ProjectFiles =>
    [
        .. _files.Where(file => KindOf(file) == InputKind.Project)
            .Select(static file => new ProjectFile(file.Path, file.GetText()?.ToString() ?? "")),
    ];

    /// <inheritdoc/>
    public ConfigurationText? Read(string path)
    {
        if (!_byPath.TryGetValue(path, out AdditionalText? file))
            return null;
        return file.GetText()?.ToString() is { } text ? new ConfigurationText(text) : new ConfigurationText(null, "it cannot be read");
    }

    /// <summary>None: the build hands over what it likes.</summary>
    public bool HasFolder(string path) => false;

    /// <summary>None: a build does not depend on the environment.</summary>
    public string? Variable(string name) => null;
}
