using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.Semantics;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>A pipeline of GitLab (https://docs.gitlab.com/ci/yaml/): the images and services of its jobs.</summary>
internal sealed class GitLabReader(HostFindings found, Func<string, string?> variables)
{
    /// <summary>Keywords at the top that are no jobs and have no image.</summary>
    private static readonly ImmutableArray<string> s_keywords =
        ["variables", "stages", "types", "workflow", "include", "cache", "spec", "before_script", "after_script", "image", "services"];

    private readonly Dictionary<string, string> _globals = [];

    /// <summary>Reads a document.</summary>
    public void Read(YamlNode root)
    {
        if (root is not YamlMap map)
            return;
        AddVariables(map, _globals);
        ReadJob(map, []);
        foreach (YamlEntry entry in map.Entries)
        {
            if (entry.Value is not YamlMap job || s_keywords.Contains(entry.Key.Value))
                continue;
            Dictionary<string, string> own = [];
            AddVariables(job, own);
            ReadJob(job, own);
        }
    }

    private void ReadJob(YamlMap job, Dictionary<string, string> own)
    {
        ReadImage(job.Find("image"), own);
        if (job.Find("services") is YamlList services)
        {
            foreach (YamlNode service in services.Items)
                ReadImage(service, own);
        }
    }

    private void ReadImage(YamlNode? node, Dictionary<string, string> own)
    {
        if (node is YamlMap map)
            node = map.Find("name");
        if (node is YamlScalar { IsNull: false } image
            && FilledText.Fill(image.Value, name => own.GetValueOrDefault(name) ?? _globals.GetValueOrDefault(name) ?? variables(name), isNested: true) is { IsBlank: false } text)
        {
            found.AddImage(text, image.Span, ImageUseKind.Container);
        }
    }

    private static void AddVariables(YamlMap map, Dictionary<string, string> variables)
    {
        if (map.Find("variables") is not YamlMap written)
            return;
        foreach (YamlEntry entry in written.Entries)
        {
            if ((entry.Value is YamlMap described ? described.Find("value") : entry.Value) is YamlScalar value)
                variables[entry.Key.Value] = value.Value;
        }
    }
}
