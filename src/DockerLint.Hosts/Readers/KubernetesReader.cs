using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>
/// Kubernetes manifests: the containers and image volumes of pods, wherever a resource, also one of another API, holds
/// the specification of a pod (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/).
/// </summary>
internal sealed class KubernetesReader(HostFindings found)
{
    private static readonly ImmutableArray<string> s_containerLists = ["containers", "initContainers", "ephemeralContainers"];

    /// <summary>Kinds that describe or carry others' data, which may look like a pod and is none.</summary>
    private static readonly ImmutableArray<string> s_dataKinds = ["CustomResourceDefinition", "ConfigMap", "Secret"];

    /// <summary>Groups of APIs whose containers need no name, or are none.</summary>
    private static readonly ImmutableArray<string> s_knownGroups =
        ["apps/", "batch/", "extensions/", "serving.knative.dev/", "keda.sh/", "argoproj.io/", "apps.openshift.io/", "template.openshift.io/", "tekton.dev/"];

    /// <summary>What ko builds, and puts the name of its image in place of (https://ko.build/features/k8s/).</summary>
    private const string KoScheme = "ko://";

    private readonly HashSet<YamlNode> _seen = [];
    private bool _isKnown;
    private bool _isArgo;
    private bool _isTekton;

    /// <summary>Reads a document: a resource or a list of them.</summary>
    public void Read(YamlNode root)
    {
        if (root is not YamlMap resource || resource.Find("apiVersion") is not YamlScalar version || resource.Find("kind") is not YamlScalar kind)
            return;
        if (resource.Find("items") is YamlList items && kind.Value.EndsWith("List", StringComparison.Ordinal))
        {
            foreach (YamlMap item in items.Items.OfType<YamlMap>())
                ReadResource(item, (item.Find("apiVersion") as YamlScalar)?.Value ?? version.Value, (item.Find("kind") as YamlScalar)?.Value ?? "");
        }
        else
        {
            ReadResource(resource, version.Value, kind.Value);
        }
    }

    private void ReadResource(YamlMap resource, string version, string kind)
    {
        if (s_dataKinds.Contains(kind))
            return;
        _isArgo = version.StartsWith("argoproj.io/", StringComparison.Ordinal);
        _isTekton = version.StartsWith("tekton.dev/", StringComparison.Ordinal);
        _isKnown = !version.Contains('/', StringComparison.Ordinal) || s_knownGroups.Any(group => version.StartsWith(group, StringComparison.Ordinal));
        Walk(resource);
    }

    private void Walk(YamlNode node)
    {
        if (node is YamlScalar || !_seen.Add(node))
            return;
        if (node is YamlList list)
        {
            foreach (YamlNode item in list.Items)
                Walk(item);
            return;
        }

        var map = (YamlMap)node;
        foreach (YamlEntry entry in map.Entries)
        {
            if (entry.Key.Value is "metadata" or "status")
                continue;
            ReadImages(entry.Key.Value, entry.Value);
            Walk(entry.Value);
        }
    }

    private void ReadImages(string key, YamlNode value)
    {
        if (value is YamlList list)
        {
            foreach (YamlMap item in list.Items.OfType<YamlMap>())
            {
                if (key is "volumes")
                    AddImage((item.Find("image") as YamlMap)?.Find("reference"), ImageUseKind.MountSource);
                else if (IsContainerList(key) && (_isKnown || item.Find("name") is YamlScalar))
                    AddImage(item.Find("image"), ImageUseKind.Container);
            }
        }
        else if (value is YamlMap map && IsContainer(key, map))
        {
            AddImage(map.Find("image"), ImageUseKind.Container);
        }
    }

    private void AddImage(YamlNode? image, ImageUseKind kind)
    {
        if (image is not YamlScalar text || !text.Value.StartsWith(KoScheme, StringComparison.Ordinal))
            found.AddImage(image, kind);
    }

    /// <summary>
    /// Whether the items below a key are containers. Argo and Tekton have more of them
    /// (https://argo-workflows.readthedocs.io/en/latest/fields/, https://tekton.dev/docs/pipelines/tasks/).
    /// </summary>
    private bool IsContainerList(string key) =>
        s_containerLists.Contains(key) || (key is "sidecars" && (_isArgo || _isTekton)) || (key is "steps" && _isTekton);

    private bool IsContainer(string key, YamlMap map) =>
        (_isArgo && (key is "container" || (key is "script" && map.Find("source") is YamlScalar))) || (_isTekton && key is "stepTemplate");
}
