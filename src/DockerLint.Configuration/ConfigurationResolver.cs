using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DockerLint.Analysis;
using DockerLint.Configuration.EditorConfig;
using DockerLint.Configuration.Files;
using DockerLint.Configuration.Nodes;

namespace DockerLint.Configuration;

/// <summary>Where configuration is looked for.</summary>
/// <param name="WorkingFolder">The full path of the working folder, with slashes.</param>
public sealed record ConfigurationSearch(string WorkingFolder)
{
    /// <summary>The full path of the only file to read; null to search.</summary>
    public string? File { get; init; }

    /// <summary>Whether nothing is read, the environment included.</summary>
    public bool IsOff { get; init; }
}

/// <summary>
/// Finds what holds for a file. The strongest source is what the caller says; then come <c>.editorconfig</c>, the
/// nearest <c>.dockerlint.yaml</c>, <c>.hadolint.yaml</c> and the environment. What was read is kept; one resolver is
/// for one run, on one thread.
/// </summary>
public sealed class ConfigurationResolver
{
    private readonly IConfigurationSource _source;
    private readonly ConfigurationSearch _search;
    private readonly Dictionary<string, Loaded<EditorConfigFile>?> _editorConfigs = [];
    private readonly Dictionary<string, Loaded<DockerLintFile>?> _files = [];
    private readonly Dictionary<Layers, FileConfiguration> _known = [];
    private readonly Dictionary<string, GivenProperties> _properties = [];
    private readonly Loaded<DockerLintFile>? _given;
    private readonly Loaded<HadolintFile>? _hadolint;
    private readonly Loaded<HadolintFile>? _environment;

    /// <summary>A resolver that looks for configuration in the usual places, or reads the one file that is named.</summary>
    public ConfigurationResolver(IConfigurationSource source, ConfigurationSearch search)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(search);
        _source = source;
        _search = search;
        if (search.IsOff)
            return;
        _environment = ReadEnvironment();
        if (search.File is not null)
            (_given, _hadolint) = ReadGiven(search.File);
        else
            _hadolint = FindHadolint();
    }

    /// <summary>What holds for the run.</summary>
    public RunSettings Run => (_hadolint?.Value.Run ?? RunSettings.Empty).Over(_environment?.Value.Run ?? RunSettings.Empty);

    private bool IsSearching => !_search.IsOff && _search.File is null;

    /// <summary>What holds for a file.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    /// <param name="overrides">What is stronger than all that is read.</param>
    public FileConfiguration For(string path, Settings overrides)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(overrides);
        ImmutableArray<Loaded<EditorConfigFile>> editorConfigs = IsSearching ? EditorConfigsFor(path) : [];
        ImmutableArray<EditorConfigSection> sections = [.. SectionsFor(path, editorConfigs)];
        Loaded<DockerLintFile>? file = FileFor(path);
        ImmutableArray<FileIgnores> ignores = IgnoresFor(path, file);
        var layers = new Layers([overrides, .. sections, .. editorConfigs, .. ignores, file ?? (object)this]);
        if (!_known.TryGetValue(layers, out FileConfiguration? configuration))
        {
            IEnumerable<EditorConfigProperty> properties = sections.SelectMany(static section => section.Properties);
            ImmutableArray<ConfigurationProblem> problems = [.. editorConfigs.SelectMany(editorConfig => ProblemsOf(editorConfig, file))];
            ImmutableArray<string> sources = [.. editorConfigs.Where(editorConfig => editorConfig.Value.Sections.Any(sections.Contains)).Select(static editorConfig => editorConfig.Path)];
            configuration = Merge(overrides, ReadProperties(properties, new Problems()), !sections.IsEmpty, ignores, file, sources, problems);
            _known.Add(layers, configuration);
        }

        return configuration;
    }

    /// <summary>What holds for a file whose properties of <c>.editorconfig</c> the surface has found out.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    /// <param name="overrides">What is stronger than all that is read.</param>
    /// <param name="properties">The properties that hold for the file; those that are not ours are passed over.</param>
    /// <param name="defaults">What is weaker than all that is read.</param>
    public FileConfiguration For(
        string path, Settings overrides, IEnumerable<KeyValuePair<string, string>> properties, Settings? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(overrides);
        ImmutableArray<KeyValuePair<string, string>> ours =
            [.. properties.Where(static property => property.Key.StartsWith(EditorConfigFile.Prefix, StringComparison.OrdinalIgnoreCase))];
        // Most files have the same ones, and so one configuration.
        string text = string.Join('\n', ours.Select(static property => $"{property.Key}={property.Value}"));
        if (!_properties.TryGetValue(text, out GivenProperties? given))
            _properties.Add(text, given = ReadProperties(ours));
        Loaded<DockerLintFile>? file = FileFor(path);
        ImmutableArray<FileIgnores> ignores = IgnoresFor(path, file);
        var layers = new Layers([overrides, given, defaults ?? Settings.Empty, .. ignores, file ?? (object)this]);
        if (!_known.TryGetValue(layers, out FileConfiguration? configuration))
        {
            var problems = new Problems();
            AddUnknown(given.Settings.UnknownRules, file, problems);
            ImmutableArray<string> sources = ours.IsEmpty ? [] : [EditorConfigFile.Name];
            configuration = Merge(overrides, given.Settings, !ours.IsEmpty, ignores, file, sources, [.. given.Problems, .. problems.All], defaults);
            _known.Add(layers, configuration);
        }

        return configuration;
    }

    /// <summary>What <c>.editorconfig</c> says to all editors about the layout of a file: its values by their names in lower case.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    public ImmutableDictionary<string, string> LayoutFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ImmutableDictionary<string, string> layout = ImmutableDictionary<string, string>.Empty;
        if (!IsSearching)
            return layout;
        foreach (Loaded<EditorConfigFile> file in EditorConfigsAbove(path))
        {
            string relative = path[Paths.FolderOf(file.Path).Length..];
            foreach (EditorSection section in file.Value.Layout)
            {
                if (section.Glob.IsMatch(relative))
                    layout = layout.SetItems(section.Properties);
            }
        }

        return layout;
    }

    /// <summary>
    /// Whether a file is left out where folders are searched. All files above it are asked: who leaves out a folder
    /// does not mean to read the configuration in it.
    /// </summary>
    /// <param name="path">Its full path, with slashes.</param>
    public bool IsExcluded(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Loaded<DockerLintFile>? file = FileFor(path);
        while (file is not null)
        {
            if (file.Value.Excludes.Any(pattern => pattern.Covers(path)))
                return true;
            string folder = Paths.FolderOf(file.Path);
            file = IsSearching && folder.Length > 0 ? NearestIn(Paths.FolderOf(folder)) : null;
        }

        return false;
    }

    private FileConfiguration Merge(
        Settings overrides,
        Settings editorConfig,
        bool hasEditorConfig,
        ImmutableArray<FileIgnores> ignores,
        Loaded<DockerLintFile>? file,
        ImmutableArray<string> sources,
        ImmutableArray<ConfigurationProblem> problems,
        Settings? defaults = null)
    {
        Settings settings = ignores.Aggregate(Settings.Empty, static (weaker, ignore) => ignore.Settings.Over(weaker))
            .Over(file?.Value.Settings ?? Settings.Empty)
            .Over(_hadolint?.Value.Settings ?? Settings.Empty)
            .Over(_environment?.Value.Settings ?? Settings.Empty);
        bool isHadolintAlone = _hadolint is not null && !hasEditorConfig && file is null;
        string?[] paths = [file?.Path, _hadolint?.Path];
        return new FileConfiguration(
            overrides.Over(editorConfig).Over(settings).Over(defaults ?? Settings.Empty),
            isHadolintAlone ? Profiles.Hadolint : Profiles.Recommended,
            [.. sources, .. paths.OfType<string>()],
            [.. problems, .. file?.Problems ?? [], .. _hadolint?.Problems ?? [], .. _environment?.Problems ?? []]);
    }

    private GivenProperties ReadProperties(ImmutableArray<KeyValuePair<string, string>> properties)
    {
        var at = new Place(EditorConfigFile.Name);
        var problems = new Problems();
        Settings settings = ReadProperties(
            properties.Select(property => new EditorConfigProperty(
                property.Key.ToLowerInvariant(), new ConfiguredWord(property.Key, at), new TextNode(property.Value, at))),
            problems);
        return new GivenProperties(settings, [.. problems.All]);
    }

    private Settings ReadProperties(IEnumerable<EditorConfigProperty> properties, Problems problems) =>
        EditorConfigReader.Read(properties, new SettingsReader(_source.Variable, problems));

    /// <summary>What is wrong with a file, custom rules being known from another one.</summary>
    private IEnumerable<ConfigurationProblem> ProblemsOf(Loaded<EditorConfigFile> editorConfig, Loaded<DockerLintFile>? file)
    {
        var problems = new Problems();
        foreach (EditorConfigSection section in editorConfig.Value.Sections)
            AddUnknown(ReadProperties(section.Properties, problems).UnknownRules, file, problems);
        return editorConfig.Problems.Concat(problems.All);
    }

    private static void AddUnknown(ImmutableArray<ConfiguredWord> words, Loaded<DockerLintFile>? file, Problems problems)
    {
        foreach (ConfiguredWord word in words)
        {
            if (file?.Value.Settings.HasCustomRule(word.Text) != true)
                problems.Error(word.At, Vocabulary.UnknownRule(word.Text));
        }
    }

    /// <summary>The files that say something of ours to a path, the outermost first.</summary>
    private ImmutableArray<Loaded<EditorConfigFile>> EditorConfigsFor(string path) =>
        [.. EditorConfigsAbove(path).Where(static file => !file.Value.Sections.IsEmpty || !file.Problems.IsEmpty)];

    /// <summary>The files that hold for a path, the outermost first.</summary>
    private ImmutableArray<Loaded<EditorConfigFile>> EditorConfigsAbove(string path)
    {
        ImmutableArray<Loaded<EditorConfigFile>>.Builder found = ImmutableArray.CreateBuilder<Loaded<EditorConfigFile>>();
        foreach (string folder in Paths.Upward(Paths.FolderOf(path)))
        {
            if (!_editorConfigs.TryGetValue(folder, out Loaded<EditorConfigFile>? file))
                _editorConfigs.Add(folder, file = Load($"{folder}/{EditorConfigFile.Name}", static (path, text, _) => EditorConfigFile.Read(path, text), static () => new EditorConfigFile(false, [])));
            if (file is null)
                continue;
            found.Insert(0, file);
            if (file.Value.IsRoot)
                break;
        }

        return found.DrainToImmutable();
    }

    private static IEnumerable<EditorConfigSection> SectionsFor(
        string path, ImmutableArray<Loaded<EditorConfigFile>> files)
    {
        foreach (Loaded<EditorConfigFile> file in files)
        {
            int folder = Paths.FolderOf(file.Path).Length;
            foreach (EditorConfigSection section in file.Value.Sections)
            {
                if (section.Glob?.IsMatch(path.AsSpan(folder)) == true)
                    yield return section;
            }
        }
    }

    private Loaded<DockerLintFile>? FileFor(string path) => IsSearching ? NearestIn(Paths.FolderOf(path)) : _given;

    /// <summary>The file of a folder, else that of the nearest folder above it.</summary>
    private Loaded<DockerLintFile>? NearestIn(string folder)
    {
        if (_files.TryGetValue(folder, out Loaded<DockerLintFile>? file))
            return file;
        foreach (string name in DockerLintFile.Names)
            file ??= Load($"{folder}/{name}", ReadDockerLint, static () => new DockerLintFile("", Settings.Empty, [], []));
        if (file is null && folder.Length > 0)
            file = NearestIn(Paths.FolderOf(folder));
        _files.Add(folder, file);
        return file;
    }

    private static ImmutableArray<FileIgnores> IgnoresFor(string path, Loaded<DockerLintFile>? file) =>
        file is null ? [] : [.. file.Value.Ignores.Where(ignore => ignore.Files.Covers(path))];

    private Loaded<HadolintFile>? FindHadolint()
    {
        foreach (string path in HadolintFileReader.PathsFrom(_search.WorkingFolder.TrimEnd('/'), _source.Variable))
        {
            if (Load(path, ReadHadolint, () => new HadolintFile(path, Settings.Empty, RunSettings.Empty)) is { } file)
                return file;
        }

        return null;
    }

    private Loaded<HadolintFile> ReadEnvironment()
    {
        var problems = new Problems();
        HadolintFile file = new HadolintFileReader(new SettingsReader(_source.Variable, problems)).ReadEnvironment(_source.Variable);
        return new Loaded<HadolintFile>("", file, [.. problems.All]);
    }

    /// <summary>A file may be of either kind; its name says which, else its keys.</summary>
    private (Loaded<DockerLintFile>? File, Loaded<HadolintFile>? Hadolint) ReadGiven(string path)
    {
        var problems = new Problems();
        Node? root = null;
        if (_source.Read(path) is not { } read)
            problems.Error(new Place(path), "no such file or folder");
        else if (read.Text is { } text)
            root = YamlNodes.Read(path, text, problems);
        else
            problems.Error(new Place(path), read.Failure ?? "it cannot be read");
        if (IsHadolint(Paths.NameOf(path), root))
        {
            HadolintFile hadolint = ReadHadolint(path, root, problems);
            return (null, new Loaded<HadolintFile>(path, hadolint, [.. problems.All]));
        }

        DockerLintFile file = ReadDockerLint(path, root, problems);
        return (new Loaded<DockerLintFile>(path, file, [.. problems.All]), null);
    }

    private static bool IsHadolint(string name, Node? root)
    {
        string stem = name.TrimStart('.');
        if (stem.StartsWith("dockerlint", StringComparison.OrdinalIgnoreCase))
            return false;
        if (stem.StartsWith("hadolint", StringComparison.OrdinalIgnoreCase))
            return true;
        ImmutableArray<(TextNode Key, Node Value)> entries = (root as MapNode)?.Entries ?? [];
        return entries.Count(static entry => HadolintFileReader.Keys.Contains(entry.Key.Text))
            > entries.Count(static entry => DockerLintFileReader.Keys.Contains(entry.Key.Text.Replace('-', '_')) || DockerLintFileReader.Keys.Contains(entry.Key.Text));
    }

    private DockerLintFile ReadDockerLint(string path, string text, Problems problems) =>
        ReadDockerLint(path, YamlNodes.Read(path, text, problems), problems);

    private DockerLintFile ReadDockerLint(string path, Node? root, Problems problems)
    {
        DockerLintFile file = new DockerLintFileReader(_source, problems).Read(path, root);
        foreach (ConfiguredWord word in file.Settings.UnknownRules.Concat(file.Ignores.SelectMany(static ignore => ignore.Settings.UnknownRules)))
        {
            if (!file.Settings.HasCustomRule(word.Text))
                problems.Error(word.At, Vocabulary.UnknownRule(word.Text));
        }

        return file;
    }

    private HadolintFile ReadHadolint(string path, string text, Problems problems) =>
        ReadHadolint(path, YamlNodes.Read(path, text, problems), problems);

    private HadolintFile ReadHadolint(string path, Node? root, Problems problems) =>
        new HadolintFileReader(new SettingsReader(_source.Variable, problems)).Read(path, root);

    /// <summary>Reads a file; null where there is none.</summary>
    private Loaded<T>? Load<T>(string path, Func<string, string, Problems, T> read, Func<T> nothing)
    {
        if (_source.Read(path) is not { } found)
            return null;
        var problems = new Problems();
        if (found.Text is not { } text)
        {
            problems.Error(new Place(path), found.Failure ?? "it cannot be read");
            return new Loaded<T>(path, nothing(), [.. problems.All]);
        }

        T value = read(path, text, problems);
        return new Loaded<T>(path, value, [.. problems.All]);
    }

    /// <summary>A file that is there.</summary>
    private sealed record Loaded<T>(string Path, T Value, ImmutableArray<ConfigurationProblem> Problems);

    /// <summary>Properties of <c>.editorconfig</c> that the surface has found out.</summary>
    private sealed record GivenProperties(Settings Settings, ImmutableArray<ConfigurationProblem> Problems);

    /// <summary>The sources that speak to a file; two files to which the same ones speak are configured alike.</summary>
    private sealed class Layers(ImmutableArray<object> parts)
    {
        private readonly ImmutableArray<object> _parts = parts;

        public override bool Equals(object? obj)
        {
            if (obj is not Layers other || other._parts.Length != _parts.Length)
                return false;
            for (int index = 0; index < _parts.Length; index++)
            {
                if (!ReferenceEquals(_parts[index], other._parts[index]))
                    return false;
            }

            return true;
        }

        public override int GetHashCode()
        {
            int hash = 0;
            foreach (object part in _parts)
                hash = HashCode.Combine(hash, RuntimeHelpers.GetHashCode(part));
            return hash;
        }
    }
}
