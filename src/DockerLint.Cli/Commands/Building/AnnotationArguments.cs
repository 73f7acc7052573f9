using System.Collections.Immutable;
using System.CommandLine;

namespace DockerLint.Cli.Commands.Building;

/// <summary>What is written on an image, beside its labels: <c>--annotation</c>, as buildx has it.</summary>
internal sealed class AnnotationArguments
{
    private const string OfManifest = "manifest";
    private const string OfIndex = "index";

    private readonly CommandLine _line;
    private readonly Option<string[]> _annotations;

    /// <param name="line">Takes the option.</param>
    public AnnotationArguments(CommandLine line)
    {
        _line = line;
        _annotations = line.Option("--annotation", null, "KEY=VALUE", "What the manifest of the image says of it; index:KEY=VALUE, what the index of several platforms says; repeatable");
    }

    /// <summary>What manifests say.</summary>
    public ImmutableSortedDictionary<string, string> Manifest { get; private set; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the index says.</summary>
    public ImmutableSortedDictionary<string, string> Index { get; private set; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>All of it, as a daemon is told.</summary>
    public IEnumerable<KeyValuePair<string, string>> Attributes =>
    [
        .. Manifest.Select(static pair => KeyValuePair.Create($"annotation.{pair.Key}", pair.Value)),
        .. Index.Select(static pair => KeyValuePair.Create($"annotation-index.{pair.Key}", pair.Value)),
    ];

    /// <summary>Reads what was given.</summary>
    /// <param name="hasIndex">Whether the image has an index.</param>
    /// <returns>Why it makes no sense; null where it does.</returns>
    public string? Read(bool hasIndex)
    {
        foreach (string text in _line.All(_annotations))
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value])
                return $"--annotation: '{text}' is not KEY=VALUE";
            (string places, string key) = name.Split(':', 2) is [var before, var after] ? (before, after) : (OfManifest, name);
            foreach (string place in places.Split(','))
            {
                if (place == OfManifest)
                    Manifest = Manifest.SetItem(key, value);
                else if (place != OfIndex)
                    return $"--annotation: '{place}' is neither {OfManifest} nor {OfIndex}";
                else if (hasIndex)
                    Index = Index.SetItem(key, value);
                else
                    return $"--annotation: '{text}': the image has no index, since it is for one platform and nothing is said about it; leave '{OfIndex}:' out";
            }
        }

        return null;
    }
}
