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
            ReadPair(repository, map, isImage: key.EndsWith("image", StringComparison.OrdinalIgnoreCase));
        else if (map.Find("image") is YamlScalar image)
            ReadImage(image, map);
        foreach (YamlEntry entry in map.Entries)
            Walk(entry.Key.Value, entry.Value);
    }

    private void ReadPair(YamlScalar repository, YamlMap map, bool isImage)
    {
        if (!isImage && map.FindEntry("tag") is null && map.FindEntry("digest") is null)
            return;
        if (found.Fill(repository) is not { } name || !IsName(repository.Value))
            return;
        if (found.Fill(map.Find("registry")) is { } registry)
            name = registry + "/" + name;
        Add(name, repository, map);
    }

    private void ReadImage(YamlScalar image, YamlMap map)
    {
        if (found.Fill(image) is not { } name || !IsName(image.Value))
            return;
        if (map.Find("tag") is YamlScalar)
            Add(name, image, map);
        else if (HasVersion(image.Value))
            found.AddImage(name, image.Span, ImageUseKind.Container);
    }

    /// <summary>Adds a name with the tag and the digest beside it. Without either the chart brings its own version.</summary>
    private void Add(FilledText name, YamlScalar written, YamlMap map)
    {
        YamlNode? tagNode = map.Find("tag");
        YamlNode? digestNode = map.Find("digest");
        FilledText? tag = found.Fill(tagNode);
        FilledText? digest = found.Fill(digestNode);
        bool isWhole = HasVersion(written.Value);
        if (tag is not null)
            name = name + ":" + tag;
        else if (digest is null && !isWhole)
            name = name + ":" + FilledText.Unknown;
        if (digest is not null)
            name = name + "@" + digest;
        if (ImageReference.Parse(name.Place().Text).Success)
            found.AddImage(name, (digest is not null ? digestNode : tag is not null ? tagNode : written)!.Span, ImageUseKind.Container);
    }

    /// <summary>Whether a text can be the name of an image: not the address of something else, or a path.</summary>
    private static bool IsName(string text) => !text.Contains("://", StringComparison.Ordinal) && text is not ['.' or '/' or '~', ..];

    /// <summary>Whether a reference has a tag or a digest itself.</summary>
    private static bool HasVersion(string text) => text.AsSpan(text.LastIndexOf('/') + 1).IndexOfAny(':', '@') > 0;
}
