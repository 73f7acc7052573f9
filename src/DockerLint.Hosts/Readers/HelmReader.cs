using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>
/// The values of a Helm chart. What a value means, only the templates of the chart say; this goes by the habits of
/// charts (https://helm.sh/docs/chart_best_practices/pods/), and only where they leave no doubt: a repository with a tag,
/// or an <c>image</c> with one.
/// </summary>
internal sealed class HelmReader(HostFindings found)
{
    /// <summary>Words that tell of sources and charts, as the key of their map or in it.</summary>
    private static readonly ImmutableArray<string> s_sources = ["git", "chart", "branch", "revision"];

    private readonly HashSet<YamlNode> _seen = [];

    /// <summary>Reads a document.</summary>
    public void Read(YamlNode root) => Walk("", root);

    private void Walk(string key, YamlNode node)
    {
        if (node is YamlScalar || !_seen.Add(node))
            return;
        if (node is YamlList list)
        {
            foreach (YamlNode item in list.Items)
                Walk("", item);
            return;
        }

        var map = (YamlMap)node;
        if (map.Find("repository") is YamlScalar repository)
            ReadPair(key, repository, map);
        else if (map.Find("image") is YamlScalar image)
            ReadImage(image, map);
        foreach (YamlEntry entry in map.Entries)
            Walk(entry.Key.Value, entry.Value);
    }

    private void ReadPair(string key, YamlScalar repository, YamlMap map)
    {
        bool isImage = key.EndsWith("image", StringComparison.OrdinalIgnoreCase);
        if (!isImage && (!HasVersion(map) || IsSource(key, repository, map)))
            return;
        if (found.Fill(repository) is not { } name || !IsName(repository.Value))
            return;
        // What holds many images, and which one of them beside it.
        if (found.Fill(map.Find("image")) is { } one)
            name = name + "/" + one;
        else if (isImage && map.Find("name") is YamlScalar { Value: var part } && LastPartOf(repository.Value) != part)
            return;
        Add(name, repository, map);
    }

    private void ReadImage(YamlScalar image, YamlMap map)
    {
        if (found.Fill(image) is not { } name || !IsName(image.Value))
            return;
        if (HasVersion(map))
            Add(name, image, map);
        else if (HasVersion(image.Value))
            found.AddImage(name, image.Span, ImageUseKind.Container);
    }

    /// <summary>Adds a name with what stands beside it: registry, tag and digest. Without a tag the chart brings its own version.</summary>
    private void Add(FilledText name, YamlScalar written, YamlMap map)
    {
        if (found.Fill(map.Find("registry")) is { } registry)
            name = registry + "/" + name;
        YamlNode? tagNode = map.Find("tag");
        YamlNode? digestNode = map.Find("digest") ?? map.Find("sha");
        FilledText? tag = found.Fill(tagNode);
        FilledText? digest = found.Fill(digestNode);
        if (tag is not null)
            name = name + ":" + tag;
        else if (digest is null && !HasVersion(written.Value))
            name = name + ":" + FilledText.Unknown;
        if (digest is not null)
            name = name + (((YamlScalar)digestNode!).Value.Contains(':', StringComparison.Ordinal) ? "@" : "@sha256:") + digest;
        if (ImageReference.Parse(name.Place().Text).Success)
            found.AddImage(name, (digest is not null ? digestNode : tag is not null ? tagNode : written)!.Span, ImageUseKind.Container);
    }

    /// <summary>Whether a tag or a digest stands beside a name, were it an empty one.</summary>
    private static bool HasVersion(YamlMap map) => map.Find("tag") is YamlScalar || map.Find("digest") is YamlScalar;

    /// <summary>Whether a repository with a tag is one of sources or charts.</summary>
    private static bool IsSource(string key, YamlScalar repository, YamlMap map) =>
        s_sources.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase) || map.FindEntry(word) is not null)
        || repository.Value.EndsWith(".git", StringComparison.Ordinal);

    private static string LastPartOf(string name) => name[(name.LastIndexOf('/') + 1)..];

    /// <summary>Whether a text can be the name of an image: not the address of something else, or a path.</summary>
    private static bool IsName(string text) => !text.Contains("://", StringComparison.Ordinal) && text is not ['.' or '/' or '~', ..];

    /// <summary>Whether a reference has a tag or a digest itself.</summary>
    private static bool HasVersion(string text) => text.AsSpan(text.LastIndexOf('/') + 1).IndexOfAny(':', '@') > 0;
}
