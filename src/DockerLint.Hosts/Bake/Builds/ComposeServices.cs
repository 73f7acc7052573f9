using System.Collections.Immutable;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>A service of Compose, with what it extends.</summary>
/// <param name="Name">The name of its target.</param>
/// <param name="Build">How it is built; null where it is not.</param>
/// <param name="Image">What its image is called; null where nothing says so.</param>
internal sealed record ComposeService(BakeText Name, BakeBuild? Build, BakeText? Image)
{
    /// <summary>This service over another: lists grow, texts and names of maps take the place of the other's.</summary>
    public ComposeService Over(ComposeService weaker) =>
        this with { Build = Build is null || weaker.Build is null ? Build ?? weaker.Build : Build.Extending(weaker.Build), Image = Image ?? weaker.Image };

    /// <summary>Its target; null where it is not built.</summary>
    public BakeBuild? Target => Build is null ? null
        : Image is null || !Build.List("tags").IsEmpty ? Build with { Name = Name }
        : Build with { Name = Name, Lists = Build.Lists.SetItem("tags", [Image]) };
}

/// <summary>
/// The services of files of Compose, with those that they extend (https://docs.docker.com/reference/compose-file/services/#extends)
/// and those of the files that they include (https://docs.docker.com/reference/compose-file/include/).
/// </summary>
internal sealed class ComposeServices(ComposeFiles files, BakeSink sink)
{
    /// <summary>Services that extend each other, and files that include each other, are not followed further than this.</summary>
    private const int MostNested = 16;

    private readonly HashSet<string> _included = new(StringComparer.Ordinal);

    /// <summary>Finds the targets of a file that was given: its services that are built.</summary>
    public void Read(BakeFile file, Func<string, string?> environment)
    {
        if (files.Read(file) is not { } root)
            return;
        string path = ComposeFiles.Join("", file.Path);
        ImmutableArray<BakeBuild> targets =
        [
            .. Collect([new ComposeFile(file, root, "", ComposeFiles.FolderOf(path))], environment, [path])
                .Select(static service => service.Target).OfType<BakeBuild>(),
        ];
        foreach (BakeBuild target in targets)
            sink.Add(target);
        if (!targets.IsEmpty)
            sink.Add(new BakeGroup(new BakeText("default", targets[0].Name.Place), [.. targets.Select(static target => target.Name)]));
    }

    /// <summary>The services of files that are laid over each other, and of those that they include.</summary>
    /// <param name="layers">The files, the later of which are stronger.</param>
    /// <param name="environment">The variables.</param>
    /// <param name="within">The paths of the files that are being read.</param>
    private List<ComposeService> Collect(ImmutableArray<ComposeFile> layers, Func<string, string?> environment, ImmutableHashSet<string> within)
    {
        var services = new List<ComposeService>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ComposeFile layer in layers)
        {
            IEnumerable<YamlNode> written = layer.Root.Find("include") is YamlList list ? list.Items : [];
            foreach (ComposeService service in written.SelectMany(item => Included(item, layer, new ComposeBuilds(layer, layers, sink, environment), environment, within)))
                services.Add(service);
        }

        HashSet<string> included = [.. services.Select(static service => service.Name.Text)];
        foreach (ComposeFile layer in layers)
        {
            var builds = new ComposeBuilds(layer, layers, sink, environment);
            foreach (YamlEntry entry in layer.Services)
            {
                if (entry.Value is not YamlMap written || Resolve(builds, builds.NameOf(entry.Key), written, [(layer.File.Path, entry.Key.Value)]) is not { } service)
                    continue;
                if (included.Contains(service.Name.Text))
                    sink.Fail(service.Name.Place, $"the service '{entry.Key.Value}' is one of an included file, too; extend that one under another name");
                else if (places.TryAdd(service.Name.Text, services.Count))
                    services.Add(service);
                else
                    services[places[service.Name.Text]] = service.Over(services[places[service.Name.Text]]);
            }
        }

        return services;
    }

    /// <summary>A service with what it extends; null where that cannot be followed, which is said.</summary>
    private ComposeService? Resolve(ComposeBuilds builds, BakeText name, YamlMap written, ImmutableHashSet<(string File, string Service)> within)
    {
        ComposeService own = builds.Read(name, written);
        if (written.Find("extends") is not { } extends || extends is YamlScalar { IsNull: true })
            return own;
        var form = extends as YamlMap;
        if (builds.Fill(form is null ? extends : form.Find("service")) is not { } parent)
            return Fail(builds.PlaceOf(extends.Span), "this does not say which service is extended; write service: NAME");
        ComposeFile? file = builds.Fill(form?.Find("file")) is { } path ? files.Find(ComposeFiles.Join(builds.File.Links, path.Text), path.Place) : builds.File;
        if (file is null)
            return null;
        if (file.Service(parent.Text) is not { } extended)
            return Fail(parent.Place, $"there is no service '{parent.Text}' in {file.File.Path}");
        if (within.Contains((file.File.Path, parent.Text)))
            return Fail(parent.Place, $"the service '{parent.Text}' extends itself");
        if (within.Count > MostNested)
            return Fail(parent.Place, $"more than {MostNested} services extend each other");
        return Resolve(builds.For(file), name, extended, within.Add((file.File.Path, parent.Text))) is { } weaker ? own.Over(weaker) : null;
    }

    /// <summary>The services of what is included, with paths and variables of their own.</summary>
    private List<ComposeService> Included(YamlNode item, ComposeFile by, ComposeBuilds builds, Func<string, string?> environment, ImmutableHashSet<string> within)
    {
        var form = item as YamlMap;
        ImmutableArray<BakeText> paths = builds.TextsOf(form is null ? item : form.Find("path"));
        if (paths.IsEmpty)
        {
            sink.Fail(builds.PlaceOf(item.Span), "this does not say which file is included; write path: FILE");
            return [];
        }

        string[] full = [.. paths.Select(path => ComposeFiles.Join(by.Links, path.Text))];
        string folder = builds.Fill(form?.Find("project_directory")) is { } given ? ComposeFiles.Join(by.Links, given.Text)
            : ComposeFiles.FolderOf(full[0]) is { Length: > 0 } own ? own : ".";
        for (int index = 0; index < full.Length; index++)
        {
            if (within.Contains(full[index]))
                return Nothing(paths[index].Place, $"the file '{full[index]}' includes itself");
        }

        if (within.Count > MostNested)
            return Nothing(paths[0].Place, $"more than {MostNested} files include each other");
        // What several files include is there once.
        if (!_included.Add($"{folder}\n{string.Join('\n', full)}"))
            return [];
        ImmutableArray<ComposeFile> layers = [.. full.Select((path, index) => files.Find(path, paths[index].Place, folder)).OfType<ComposeFile>()];
        var variables = Variables(builds, by, form?.Find("env_file"), folder);
        Func<string, string?> both = name => environment(name) ?? variables.Select(file => file.ValueOf(name)).FirstOrDefault(static value => value is not null);
        return [.. Collect(layers, both, within.Union(full)).Select(service => InFolder(service, folder))];

        List<ComposeService> Nothing(BakePlace place, string message)
        {
            sink.Fail(place, message);
            return [];
        }
    }

    /// <summary>The files of variables of what is included, the strongest first.</summary>
    private ImmutableArray<EnvironmentFile> Variables(ComposeBuilds builds, ComposeFile by, YamlNode? written, string folder)
    {
        if (written is null)
            return [files.EnvironmentOf(ComposeFiles.Join(folder, EnvironmentFile.Name))];
        return
        [
            .. builds.TextsOf(written)
                .Select(path => files.TextOf(ComposeFiles.Join(by.Links, path.Text), path.Place) is { } text ? EnvironmentFile.Read(text.Value) : EnvironmentFile.Empty)
                .Reverse(),
        ];
    }

    /// <summary>A service of an included file whose build does not say what its context is has that of the file.</summary>
    private static ComposeService InFolder(ComposeService service, string folder) => service.Build is null || service.Build.Texts.ContainsKey("context")
        ? service
        : service with { Build = service.Build with { Texts = service.Build.Texts.SetItem("context", new BakeText(folder, service.Name.Place)) } };

    private ComposeService? Fail(BakePlace place, string message)
    {
        sink.Fail(place, message);
        return null;
    }
}
