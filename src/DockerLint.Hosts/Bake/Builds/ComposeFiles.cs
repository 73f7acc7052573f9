using System.Collections.Immutable;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>A file of Compose.</summary>
/// <param name="File">The file.</param>
/// <param name="Root">What is in it.</param>
/// <param name="Folder">What the paths of builds in it start from; empty for where the program was called.</param>
/// <param name="Links">What paths of other files of Compose start from.</param>
internal sealed record ComposeFile(BakeFile File, YamlMap Root, string Folder, string Links)
{
    private readonly Lazy<Dictionary<string, YamlMap>> _services = new(() => ServicesOf(Root)
        .Where(static entry => entry.Value is YamlMap)
        .ToDictionary(static entry => entry.Key.Value, static entry => (YamlMap)entry.Value, StringComparer.Ordinal));

    /// <summary>Its services, in order.</summary>
    public ImmutableArray<YamlEntry> Services => ServicesOf(Root);

    /// <summary>A service by its name; null where it has none of it.</summary>
    public YamlMap? Service(string name) => _services.Value.GetValueOrDefault(name);

    /// <summary>A path of this machine that stands in it, as it is called from where the program was; anything else as it is.</summary>
    public string PathOf(string written) =>
        Folder.Length == 0 || written.Contains("://", StringComparison.Ordinal) || written.StartsWith(ContextScheme.Target, StringComparison.Ordinal)
            || GitReference.TryParse(written, out _, out _)
            ? written
            : ComposeFiles.Join(Folder, written);

    private static ImmutableArray<YamlEntry> ServicesOf(YamlMap root) => root.Find("services") is YamlMap services ? services.Entries : [];
}

/// <summary>Files of Compose, those that others name included, each of which is read once.</summary>
/// <param name="sink">Takes what is wrong in them.</param>
/// <param name="textOf">The text of a file; null where there is none.</param>
internal sealed class ComposeFiles(BakeSink sink, Func<string, SourceText?> textOf)
{
    private readonly Dictionary<string, (BakeFile File, YamlMap? Root)> _named = new(StringComparer.Ordinal);

    /// <summary>The folder of a file.</summary>
    public static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..Math.Max(end, 1)] : "";

    /// <summary>A path that starts from a folder, without steps up and down again.</summary>
    public static string Join(string folder, string path)
    {
        bool isRooted = path.StartsWith('/') || Path.IsPathRooted(path);
        var parts = new List<string>();
        foreach (string part in (isRooted || folder.Length == 0 ? path : $"{folder}/{path}").Split('/'))
        {
            if (part == ".." && parts is [.., not ".."] and not [""])
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }

        return parts switch { [] => ".", [""] => "/", _ => string.Join('/', parts) };
    }

    /// <summary>Reads a file that was given.</summary>
    /// <returns>What is in it; null where that is nothing of use, which is said.</returns>
    public YamlMap? Read(BakeFile file)
    {
        YamlText yaml = YamlText.Parse(file.Source.Value);
        foreach (YamlError error in yaml.Errors)
            sink.Fail(new BakePlace(file, error.Span), error.Message);
        return yaml.Errors.IsEmpty && yaml.Documents is [{ Root: YamlMap root }, ..] ? root : null;
    }

    /// <summary>Reads a file that another names.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="place">What names it.</param>
    /// <param name="folder">What the paths in it start from; null for its own folder.</param>
    /// <returns>The file; null where that is nothing of use, which is said.</returns>
    public ComposeFile? Find(string path, BakePlace place, string? folder = null)
    {
        if (!_named.TryGetValue(path, out (BakeFile File, YamlMap? Root) known))
        {
            if (TextOf(path, place) is not { } source)
                return null;
            var file = new BakeFile(path, source);
            known = _named[path] = (file, Read(file));
        }

        // A file beside the program's own place is one of its folder, not of none.
        string start = folder ?? (FolderOf(path) is { Length: > 0 } own ? own : ".");
        return known.Root is null ? null : new ComposeFile(known.File, known.Root, start, start);
    }

    /// <summary>The text of a file that another names; null where there is none, which is said.</summary>
    public SourceText? TextOf(string path, BakePlace place)
    {
        SourceText? source = textOf(path);
        if (source is null)
            sink.Fail(place, $"the file '{path}' cannot be read");
        return source;
    }

    /// <summary>The variables of a file; none where it is not there.</summary>
    public EnvironmentFile EnvironmentOf(string path) => textOf(path) is { } source ? EnvironmentFile.Read(source.Value) : EnvironmentFile.Empty;
}
