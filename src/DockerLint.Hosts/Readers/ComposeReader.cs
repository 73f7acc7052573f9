using DockerLint.Hosts.Texts;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>Docker Compose (https://docs.docker.com/reference/compose-file/).</summary>
internal sealed class ComposeReader(HostFindings found)
{
    /// <summary>Services that extend each other are not followed further than this.</summary>
    private const int MostExtended = 16;

    /// <summary>Reads a document.</summary>
    public void Read(YamlNode root)
    {
        if (root is not YamlMap map || ServicesOf(map) is not { } services)
            return;

        // The name of an image that the file itself builds, another service uses without fetching it.
        HashSet<string> built = [];
        foreach (YamlMap service in services.Entries.Select(static entry => entry.Value).OfType<YamlMap>())
        {
            if (IsBuilt(service, services) && found.Fill(service.Find("image")) is { } name)
                built.Add(name.Place().Text);
        }

        foreach (YamlEntry entry in services.Entries)
        {
            if (entry.Value is YamlMap service)
                ReadService(entry.Key.Value, service, services, built);
        }
    }

    /// <summary>The services; those of a file of the first version are all that it holds.</summary>
    private static YamlMap? ServicesOf(YamlMap root)
    {
        if (root.FindEntry("services") is { } entry)
            return entry.Value as YamlMap;
        return root.Find("version") is null
            && root.Entries.All(static entry => entry.Value is YamlMap)
            && root.Entries.Any(static entry => entry.Value is YamlMap service && (service.Find("image") ?? service.Find("build")) is YamlScalar)
            ? root
            : null;
    }

    private void ReadService(string serviceName, YamlMap service, YamlMap services, HashSet<string> built)
    {
        YamlNode? image = service.Find("image");
        bool isBuilt = IsBuilt(service, services) || (found.Fill(image) is { } name && built.Contains(name.Place().Text));
        found.AddImage(image, isBuilt ? ImageUseKind.Built : ImageUseKind.Container);
        if (service.FindEntry("build") is { } build)
            ReadBuild(serviceName, build, service.Find("extends") is not null);
        if (service.Find("volumes") is YamlList volumes)
        {
            foreach (YamlMap volume in volumes.Items.OfType<YamlMap>())
            {
                if (volume.Find("type") is YamlScalar { Value: "image" })
                    found.AddImage(volume.Find("source"), ImageUseKind.MountSource);
            }
        }
    }

    /// <summary>Whether a service, or one in the file that it extends, is built.</summary>
    private static bool IsBuilt(YamlMap service, YamlMap services)
    {
        for (int i = 0; i < MostExtended; i++)
        {
            if (service.Find("build") is not (null or YamlScalar { IsNull: true }))
                return true;
            if (service.Find("pull_policy") is YamlScalar { Value: "build" })
                return true;
            YamlNode? extended = service.Find("extends");
            if (extended is YamlMap map)
                extended = map.Find("file") is null ? map.Find("service") : null;
            if (extended is not YamlScalar name || services.Find(name.Value) is not YamlMap next)
                return false;
            service = next;
        }

        return false;
    }

    private void ReadBuild(string service, YamlEntry entry, bool isExtension)
    {
        if (BuildOf(entry) is { } use)
            found.AddBuild(use with { Name = service, IsUnknown = use.IsUnknown || (isExtension && !use.IsKnownOver(null)) });
        if (entry.Value is not YamlMap build)
            return;
        ReadContexts(build.Find("additional_contexts"));
        if (build.Find("tags") is YamlList tags)
        {
            foreach (YamlNode tag in tags.Items)
                found.AddImage(tag, ImageUseKind.Built);
        }
    }

    private BuildUse? BuildOf(YamlEntry entry)
    {
        if (entry.Value is not YamlMap build)
            return entry.Value is YamlScalar { IsNull: false } ? new BuildUse(entry.Value.Span) { Context = found.Written(entry.Value) } : null;

        YamlNode? context = build.Find("context");
        YamlNode? dockerfile = build.Find("dockerfile");
        return new BuildUse(entry.Key.Span)
        {
            Context = context is null ? new WrittenText(".", entry.Key.Span) : found.Written(context),
            HasDefaultContext = context is null,
            Dockerfile = found.Written(dockerfile),
            Inline = build.Find("dockerfile_inline") is YamlScalar inline ? found.Written(inline) : null,
            IsUnknown = found.Fill(dockerfile) is { IsKnown: false },
            Target = found.Written(build.Find("target")),
            Arguments = [.. Names(build.Find("args"))],
            NamedContexts = [.. Names(build.Find("additional_contexts"))],
        };
    }

    /// <summary>The names of what is written as a map or as a list of <c>name=value</c>.</summary>
    private IEnumerable<WrittenText> Names(YamlNode? node)
    {
        if (node is YamlMap map)
        {
            foreach (YamlEntry entry in map.Entries)
                yield return new WrittenText(entry.Key.Value, entry.Key.Span);
        }
        else if (node is YamlList list)
        {
            foreach (YamlScalar item in list.Items.OfType<YamlScalar>())
            {
                int end = item.Value.IndexOf('=', StringComparison.Ordinal);
                string name = end < 0 ? item.Value : item.Value[..end];
                if (FilledText.Fill(name, static _ => null).IsKnown)
                    yield return new WrittenText(name, found.PartOf(item, 0, name.Length));
            }
        }
    }

    private void ReadContexts(YamlNode? contexts)
    {
        if (contexts is YamlMap map)
        {
            foreach (YamlEntry entry in map.Entries)
                found.AddImageBehind(ContextScheme.Image, entry.Value, ImageUseKind.Base);
        }
        else if (contexts is YamlList list)
        {
            foreach (YamlScalar item in list.Items.OfType<YamlScalar>())
            {
                int start = item.Value.IndexOf('=' + ContextScheme.Image, StringComparison.Ordinal) + 1;
                if (start > 0)
                    found.AddImageBehind(item.Value[..start] + ContextScheme.Image, item, ImageUseKind.Base);
            }
        }
    }
}
