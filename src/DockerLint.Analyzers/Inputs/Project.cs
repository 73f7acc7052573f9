using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Configuration;
using DockerLint.Hosts;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DockerLint.Analyzers.Inputs;

/// <summary>What one compilation is asked to lint, and how.</summary>
internal sealed class Project
{
    private const string PropertyPrefix = "build_property.";

    private readonly AnalyzerConfigOptions _global;
    private readonly ConfigurationResolver _resolver;
    private readonly NeighbourFiles _neighbours;
    private readonly HostFiles _hosts;
    private readonly ImmutableArray<HostKind> _kinds;
    private readonly ConcurrentDictionary<LintOptions, Linter> _linters = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<ConfigurationProblem, bool> _said = [];
    private readonly ConcurrentDictionary<Settings, Settings> _defaults = new(ReferenceEqualityComparer.Instance);

    /// <summary>Looks at what the build says.</summary>
    public Project(AnalyzerOptions options, Compilation compilation, CancellationToken cancel)
    {
        _global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        Inputs = new AdditionalInputs(options);
        string folder = AdditionalInputs.WithSlashes(Property("MSBuildProjectDirectory") ?? "");
        _resolver = new ConfigurationResolver(Inputs, new ConfigurationSearch(folder));
        _neighbours = new NeighbourFiles(Inputs, folder);
        _hosts = new HostFiles(path => Inputs.Read(path)?.Text, () => Inputs.OtherFiles);
        var problems = ImmutableArray.CreateBuilder<ConfigurationProblem>();
        Overrides = Settings.Empty with { Profile = ReadProfile(problems) };
        _kinds = ReadKinds(problems);
        Problems = problems.ToImmutable();
        Defaults = CompilerLevels.Of(compilation.Options, cancel);
    }

    /// <summary>The files beside the sources.</summary>
    public AdditionalInputs Inputs { get; }

    /// <summary>What is wrong with the properties of the project.</summary>
    public ImmutableArray<ConfigurationProblem> Problems { get; }

    private Settings Overrides { get; }

    private Settings Defaults { get; }

    /// <summary>A property of the project; null where it is empty.</summary>
    public string? Property(string name) =>
        _global.TryGetValue(PropertyPrefix + name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>A property about the image of the project; null where it is empty.</summary>
    /// <remarks>The targets of the package put another sign between the tags, since a semicolon would not come through.</remarks>
    public string? ContainerProperty(string name) =>
        name == "ContainerImageTags" ? Property("DockerLintContainerImageTags")?.Replace('|', ';') : Property(name);

    /// <summary>What holds for a file.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    /// <param name="options">Its properties of <c>.editorconfig</c>.</param>
    /// <param name="levels">The levels that the compiler is told for this file alone.</param>
    public FileConfiguration ConfigurationOf(string path, AnalyzerConfigOptions options, Settings? levels = null)
    {
        ImmutableArray<KeyValuePair<string, string>> properties =
            [.. options.Keys.Select(key => KeyValuePair.Create(key, options.TryGetValue(key, out string? value) ? value : ""))];
        // A resolver is for one thread.
        lock (_resolver)
            return _resolver.For(path, Overrides, properties, levels is null ? Defaults : _defaults.GetOrAdd(levels, levels => levels.Over(Defaults)));
    }

    /// <summary>The linter for what holds for a file.</summary>
    public Linter LinterFor(FileConfiguration configuration) => _linters.GetOrAdd(configuration.Lint, static options => new Linter(options));

    /// <summary>Reads a Dockerfile, or another file that names images.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">Its text.</param>
    /// <param name="configuration">What holds for it.</param>
    /// <returns>It as it was read; null where it is of no kind that is looked at.</returns>
    public FileReading? Read(AdditionalText file, SourceText source, FileConfiguration configuration)
    {
        if (Inputs.KindOf(file) == InputKind.Dockerfile)
            return DockerfileReading.Of(source, configuration.Build);
        string path = AdditionalInputs.PathOf(file);
        return HostReader.KindOf(path, () => source.Value) is { } kind && _kinds.Contains(kind)
            ? DocumentReading.Of(source, text => _hosts.Read(kind, path, text))
            : null;
    }

    /// <summary>What rules may ask of the world.</summary>
    public FactSet FactsFor(string path, FileReading file) => _neighbours.FactsFor(path, file);

    /// <summary>The digests that images are pinned to in a file, by what is fetched.</summary>
    public ImmutableDictionary<string, LockedImage> PinsFor(string path) => _neighbours.PinsFor(path);

    /// <summary>What the rules about images may ask of the world.</summary>
    public FactSet FactsForImages(string path) =>
        FactSet.None with { Pins = _neighbours.PinsFor(path), Project = PublishedProject.Of(Property) };

    /// <summary>Whether something is said for the first time: many files have the same configuration.</summary>
    public bool IsNew(ConfigurationProblem problem) => _said.TryAdd(problem, true);

    private Profiles? ReadProfile(ImmutableArray<ConfigurationProblem>.Builder problems)
    {
        if (Property("DockerLintProfile") is not { } word)
            return null;
        if (Vocabulary.TryParse(word, out Profiles profile))
            return profile;
        problems.Add(new ConfigurationProblem(new Place("DockerLintProfile"), Vocabulary.NoneOf(word, Vocabulary.ProfileNames)));
        return null;
    }

    /// <summary>The images of project files are asked of the properties that they end up with.</summary>
    private ImmutableArray<HostKind> ReadKinds(ImmutableArray<ConfigurationProblem>.Builder problems)
    {
        if (!HostKinds.TryRead((Property("DockerLintOtherFiles") ?? "").Split(','), out ImmutableArray<HostKind> kinds, out string? unknown))
            problems.Add(new ConfigurationProblem(new Place("DockerLintOtherFiles"), Vocabulary.NoneOf(unknown, [.. HostKinds.Words, HostKinds.None])));
        return kinds.Remove(HostKind.MSBuild);
    }
}
