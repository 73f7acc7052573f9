using System.Collections.Immutable;
using DockerLint.Configuration.EditorConfig;
using DockerLint.Configuration.Nodes;

namespace DockerLint.Configuration.Files;

/// <summary>Files to which something is said, from a folder on.</summary>
/// <param name="Folder">The folder, without the slash at its end.</param>
/// <param name="Glob">The files.</param>
internal sealed record FilePattern(string Folder, PathGlob Glob)
{
    /// <summary>Whether a file is among them.</summary>
    /// <param name="path">The full path.</param>
    public bool Covers(ReadOnlySpan<char> path) =>
        path.Length > Folder.Length && path[Folder.Length] == '/' && path.StartsWith(Folder, StringComparison.Ordinal) && Glob.Covers(path[Folder.Length..]);
}

/// <summary>Rules that do not run on some files.</summary>
/// <param name="Files">The files.</param>
/// <param name="Settings">The rules, all of them off.</param>
internal sealed record FileIgnores(FilePattern Files, Settings Settings);

/// <summary>A <c>.dockerlint.yaml</c>, with what it extends.</summary>
/// <param name="Path">The file.</param>
/// <param name="Settings">What holds for all files.</param>
/// <param name="Excludes">What is left out where folders are searched.</param>
/// <param name="Ignores">What holds for some files.</param>
internal sealed record DockerLintFile(
    string Path, Settings Settings, ImmutableArray<FilePattern> Excludes, ImmutableArray<FileIgnores> Ignores)
{
    /// <summary>The names of such files; the first that is there counts.</summary>
    public static ImmutableArray<string> Names { get; } = [".dockerlint.yaml", ".dockerlint.yml"];
}

/// <summary>Reads <c>.dockerlint.yaml</c>.</summary>
/// <param name="source">Where files come from.</param>
/// <param name="problems">Where it is said what makes no sense.</param>
internal sealed class DockerLintFileReader(IConfigurationSource source, Problems problems)
{
    private const string Rules = "rules";
    private const string Severity = "severity";

    private readonly SettingsReader _reader = new(source.Variable, problems);

    /// <summary>The keys, those of <see cref="SettingsReader.Keys"/> among them.</summary>
    public static ImmutableArray<string> Keys { get; } =
        ["extends", .. SettingsReader.Keys.Insert(1, Rules), "exclude", "per-file-ignores", "custom-rules"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="text">Its text.</param>
    public DockerLintFile Read(string path, string text) => Read(path, YamlNodes.Read(path, text, problems));

    /// <summary>Reads a file whose text has been read as YAML.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="root">What is in it; null where nothing is.</param>
    public DockerLintFile Read(string path, Node? root) => Read(path, root, [path]);

    private DockerLintFile Read(string path, Node? root, ImmutableArray<string> chain)
    {
        var file = new DockerLintFile(path, Settings.Empty, [], []);
        if (root is null or { IsNothing: true })
            return file;
        if (root is not MapNode map)
        {
            problems.Error(root.At, $"{root.Kind} where keys and values are wanted");
            return file;
        }

        Settings settings = Settings.Empty;
        var bases = file;
        string folder = Paths.FolderOf(path);
        foreach ((TextNode key, Node value) in map.Entries)
        {
            switch (key.Text)
            {
                case "extends":
                    bases = _reader.Words(value).Aggregate(bases, (weaker, word) => Over(ReadBase(word, folder, chain), weaker));
                    break;
                case Rules:
                    ReadRules(value, ref settings);
                    break;
                case "exclude":
                    file = file with { Excludes = [.. _reader.Words(value).Select(word => PatternOf(word, folder)).OfType<FilePattern>()] };
                    break;
                case "per-file-ignores" or "per_file_ignores":
                    file = file with { Ignores = [.. ReadIgnores(value, folder)] };
                    break;
                case "custom-rules" or "custom_rules":
                    settings = settings with { CustomRules = new CustomRuleReader(_reader).Read(value) };
                    break;
                default:
                    if (!_reader.TryRead(key.Text.Replace('-', '_'), value, ref settings))
                        problems.Error(key.At, SettingsReader.UnknownKey(key.Text, Keys));
                    break;
            }
        }

        return Over(file with { Settings = settings }, bases);
    }

    private static DockerLintFile Over(DockerLintFile file, DockerLintFile weaker) => file with
    {
        Settings = file.Settings.Over(weaker.Settings),
        Excludes = weaker.Excludes.AddRange(file.Excludes),
        Ignores = weaker.Ignores.AddRange(file.Ignores),
    };

    private DockerLintFile ReadBase(TextNode word, string folder, ImmutableArray<string> chain)
    {
        string path = Paths.Combine(folder, word.Text);
        var nothing = new DockerLintFile(path, Settings.Empty, [], []);
        if (chain.Contains(path))
            problems.Error(word.At, $"'{word.Text}' extends this file in turn; take one of the two out");
        else if (source.Read(path) is not { } read)
            problems.Error(word.At, $"'{word.Text}' does not exist; paths are relative to the folder of this file");
        else if (read.Text is not { } text)
            problems.Error(word.At, $"'{word.Text}' cannot be read: {read.Failure}");
        else
            return Read(path, YamlNodes.Read(path, text, problems), chain.Add(path));
        return nothing;
    }

    private void ReadRules(Node value, ref Settings settings)
    {
        if (value.IsNothing)
            return;
        if (value is not MapNode map)
        {
            problems.Error(value.At, $"{value.Kind} where rules and their levels are wanted; write DL3007: error");
            return;
        }

        foreach ((TextNode rule, Node level) in map.Entries)
        {
            var word = new ConfiguredWord(rule.Text, rule.At);
            if (level is not MapNode options)
            {
                _reader.ReadLevel(word, level, ref settings);
                continue;
            }

            foreach ((TextNode key, Node option) in options.Entries)
            {
                if (key.Text == Severity)
                    _reader.ReadLevel(word, option, ref settings);
                else
                    problems.Error(key.At, SettingsReader.UnknownKey(key.Text, [Severity]));
            }
        }
    }

    private IEnumerable<FileIgnores> ReadIgnores(Node value, string folder)
    {
        if (value.IsNothing)
            yield break;
        if (value is not MapNode map)
        {
            problems.Error(value.At, $"{value.Kind} where files and rules are wanted; write 'legacy/**': [DL3007]");
            yield break;
        }

        foreach ((TextNode glob, Node rules) in map.Entries)
        {
            Settings settings = Settings.Empty;
            foreach (TextNode rule in _reader.Words(rules))
                settings = settings.With(new ConfiguredWord(rule.Text, rule.At), RuleSetting.Off);
            if (PatternOf(glob, folder) is { } files)
                yield return new FileIgnores(files, settings);
        }
    }

    private FilePattern? PatternOf(TextNode word, string folder)
    {
        // A slash at the end says that a folder is meant, not where it is.
        if (PathGlob.TryParse(word.Text.TrimEnd('/'), out PathGlob? glob))
            return new FilePattern(folder, glob);
        problems.Error(word.At, $"'{word.Text}' is nested too deeply or longer than {PathGlob.Longest} characters");
        return null;
    }
}
