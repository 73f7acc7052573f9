using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Configuration;
using DockerLint.Formatting;
using DockerLint.Hosts;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>
/// A folder that is open, and what speaks to the files in it. What was read is kept: where files have changed there is a new
/// one. For any number of threads.
/// </summary>
internal sealed class Root
{
    /// <summary>The rule that compares the tags of all files; nothing else needs them.</summary>
    private static readonly RuleInfo s_mixedTags = RuleCatalog.Find("DK2009")!;

    private readonly object _lock = new();
    private readonly ClientSettings _settings;
    private readonly ConfigurationResolver _resolver;
    private readonly NeighbourFiles _neighbours;
    private readonly Dictionary<LintOptions, Linter> _linters = new(ReferenceEqualityComparer.Instance);
    private readonly HostFiles _hosts;
    private readonly Lazy<ImmutableDictionary<string, ImmutableArray<TagUse>>> _tags;

    /// <summary>A folder.</summary>
    /// <param name="folder">Its full path, with slashes, none at its end.</param>
    /// <param name="host">The machine, which has the files.</param>
    /// <param name="settings">What the user has set.</param>
    /// <param name="isOpen">Whether it is open in the client; else it is only where a file lies, and not searched.</param>
    public Root(string folder, IServerHost host, ClientSettings settings, bool isOpen)
    {
        IConfigurationSource files = host.Files;
        Folder = folder;
        _settings = settings;
        _resolver = new ConfigurationResolver(
            files,
            new ConfigurationSearch(folder) { File = settings.ConfigurationFile is { } file ? Paths.Combine(folder, file) : null });
        _neighbours = new NeighbourFiles(files, folder);
        Lazy<ImmutableArray<string>> searched = new(() => isOpen ? [.. host.FilesIn(folder).Where(path => !IsExcluded(path))] : []);
        _hosts = new HostFiles(path => files.Read(path)?.Text, () => searched.Value);
        _tags = new(() => TagUse.ByImage(searched.Value.SelectMany(path => UsesIn(path, files))));
    }

    /// <summary>The full path of the folder, with slashes, none at its end.</summary>
    public string Folder { get; }

    /// <summary>What holds for a file.</summary>
    /// <param name="path">Its full path; null where it has none, so that it counts as a Dockerfile in the folder.</param>
    public FileConfiguration ConfigurationFor(string? path)
    {
        lock (_lock)
            return _resolver.For(path ?? $"{Folder}/Dockerfile", _settings.Overrides);
    }

    /// <summary>The style that a Dockerfile is to have.</summary>
    /// <param name="path">Its full path; null where it has none.</param>
    /// <param name="configuration">What holds for it.</param>
    public FormatOptions StyleFor(string? path, FileConfiguration configuration)
    {
        ImmutableDictionary<string, string> layout;
        lock (_lock)
            layout = _resolver.LayoutFor(path ?? $"{Folder}/Dockerfile");
        return FormatOptions.From(name => layout.GetValueOrDefault(name)) with { IndentsShell = configuration.Settings.FormatShell ?? false };
    }

    /// <summary>Whether a file is left out where folders are searched.</summary>
    public bool IsExcluded(string path)
    {
        lock (_lock)
            return _resolver.IsExcluded(path);
    }

    /// <summary>What runs the rules that the options choose.</summary>
    public Linter LinterFor(LintOptions options)
    {
        lock (_lock)
        {
            if (!_linters.TryGetValue(options, out Linter? linter))
                _linters.Add(options, linter = new Linter(options));
            return linter;
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="path">The full path of its file; null where it has none.</param>
    /// <param name="host">What it is; null for a Dockerfile.</param>
    /// <param name="source">The text.</param>
    /// <param name="configuration">What holds for it.</param>
    /// <param name="earlier">What was read of an earlier version of it, where that is at hand.</param>
    public FileReading Read(string? path, HostKind? host, SourceText source, FileConfiguration configuration, DockerfileSyntax? earlier = null) => host is { } kind
        ? DocumentReading.Of(source, text => _hosts.Read(kind, path, text))
        : DockerfileReading.Of(source, configuration.Build, earlier);

    /// <summary>The facts that the rules for a file may ask for.</summary>
    /// <param name="path">The full path of the file; null where it has none.</param>
    /// <param name="reading">The file.</param>
    /// <param name="options">What holds for it.</param>
    public FactSet FactsFor(string? path, FileReading reading, LintOptions options)
    {
        FactSet facts = _neighbours.FactsFor(path, reading);
        return options.IsEnabled(s_mixedTags) ? facts with { Tags = _tags.Value } : facts;
    }

    /// <summary>The images that are pinned for a file, by what is fetched.</summary>
    public ImmutableDictionary<string, LockedImage> PinsFor(string? path) => _neighbours.PinsFor(path);

    /// <summary>The images that a file on the disk fetches, and where; what is open counts once it is saved.</summary>
    private IEnumerable<(ImageReference Image, string Place)> UsesIn(string path, IConfigurationSource files)
    {
        if (files.Read(path)?.Text is not { } text || DocumentKind.Of("", path, text) is not { } kind)
            yield break;
        var source = new SourceText(text);
        foreach (ImageUse image in Read(path, kind.Host, source, ConfigurationFor(path)).Images)
        {
            if (image.Fetched is { } reference)
                yield return (reference, $"{path[(Folder.Length + 1)..]}:{source.PositionOf(image.Span.Start).Line}");
        }
    }
}
