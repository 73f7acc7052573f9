using DockerLint.Hosts.Texts;
using DockerLint.Semantics;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>
/// Kustomize: what <c>images:</c> puts in place of the images of other files
/// (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/).
/// </summary>
internal sealed class KustomizeReader(HostFindings found)
{
    /// <summary>Reads a document.</summary>
    public void Read(YamlNode root)
    {
        if (root is not YamlMap map || map.Find("images") is not YamlList images)
            return;
        foreach (YamlMap image in images.Items.OfType<YamlMap>())
            Read(image);
    }

    private void Read(YamlMap image)
    {
        (YamlNode? newName, YamlNode? newTag, YamlNode? newDigest) = (image.Find("newName"), image.Find("newTag"), image.Find("digest"));
        FilledText? tag = found.Fill(newTag);
        FilledText? digest = found.Fill(newDigest);
        if (tag is null && digest is null && found.Fill(newName) is null)
            return;
        if ((found.Fill(newName) ?? found.Fill(image.Find("name"))) is not { } name)
            return;

        // Where the name alone is new, the tag of the other file stays.
        if (tag is not null || digest is null)
            name = name + ":" + (tag ?? FilledText.Unknown);
        if (digest is not null)
            name = name + "@" + digest;
        YamlNode last = digest is not null ? newDigest! : tag is not null ? newTag! : newName!;
        found.AddImage(name, last.Span, ImageUseKind.Container);
    }
}
