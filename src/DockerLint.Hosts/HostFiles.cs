using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts;

/// <summary>Reads files other than Dockerfiles, with what lies beside them and is a part of their meaning. For any number of threads.</summary>
/// <param name="textOf">The text of a file by its full path, with slashes; null where there is none.</param>
/// <param name="files">The full paths of the files that are looked at together, of any kind, with slashes.</param>
public sealed class HostFiles(Func<string, string?> textOf, Func<IEnumerable<string>> files)
{
    private const string ChartName = "Chart.yaml";
    private const string TemplateFolder = "/templates/";

    /// <summary>What a file says of a build that it does not have.</summary>
    private static readonly BuildUse s_absent = new(default(TextSpan)) { Context = new WrittenText(".", default), HasDefaultContext = true };

    private readonly Kustomizations _kustomizations = new(textOf, files);
    private readonly ConcurrentDictionary<string, EnvironmentFile> _environments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<BuildUse>?> _builds = new(StringComparer.Ordinal);

    /// <summary>Reads a file. Any text can be read: what is wrong in it becomes an error of the document.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="path">Its full path, with slashes; null where it has none.</param>
    /// <param name="source">Its text.</param>
    public ImageDocument Read(HostKind kind, string? path, SourceText source)
    {
        ImageDocument document = HostReader.Read(kind, source, EnvironmentOf(kind, path).ValueOf);
        if (path is null)
            return document;
        if (!document.Builds.IsEmpty)
            document = document with { Builds = MergedBuilds(document.Builds, kind, path) };
        if (kind == HostKind.Kubernetes && !document.Images.IsEmpty)
            document = document with { Images = [.. document.Images.Where(image => !_kustomizations.IsReplaced(NameOf(image), path))] };
        return document.TemplateMark is not null && IsOfChart(path) ? document with { IsAmongTemplates = true } : document;
    }

    /// <summary>The name of an image, without tag and digest. Manifests may hold placeholders that are no references.</summary>
    private static string NameOf(ImageUse image) => image.Shown(image.Reference is { } reference ? new TextSpan(0, reference.PathSpan.End) : null);

    /// <summary>Whether a file is one of the templates of a Helm chart.</summary>
    private bool IsOfChart(string path) =>
        path.LastIndexOf(TemplateFolder, StringComparison.Ordinal) is >= 0 and var end && textOf($"{path[..end]}/{ChartName}") is not null;

    /// <summary>The builds of a file; not known are those of which a file that it is merged into may say more.</summary>
    private ImmutableArray<BuildUse> MergedBuilds(ImmutableArray<BuildUse> builds, HostKind kind, string path)
    {
        (string folder, string name) = (path[..(path.LastIndexOf('/') + 1)], path[(path.LastIndexOf('/') + 1)..]);
        ImmutableArray<string> before = [.. MergedFiles.Before(kind, name, other => BuildsIn(folder + other) is not null)];
        if (before.IsEmpty && !MergedFiles.IsOverride(name))
            return builds;
        ImmutableArray<BuildUse> earlier = [.. before.SelectMany(other => BuildsIn(folder + other)!.Value)];
        return [.. builds.Select(build => build.IsKnownOver(Earlier(build)) ? build : build with { IsUnknown = true })];

        BuildUse? Earlier(BuildUse build) => earlier.LastOrDefault(other => other.Name == build.Name) ?? (before.IsEmpty ? null : s_absent);
    }

    /// <summary>The builds of a file; null where there is no such file.</summary>
    private ImmutableArray<BuildUse>? BuildsIn(string path) => _builds.GetOrAdd(
        path,
        path => HostPath.KindOf(path) is { } kind && textOf(path) is { } text ? Read(kind, path, new SourceText(text)).Builds : null);

    /// <summary>Of the environment only the file counts that lies beside: findings do not depend on who looks.</summary>
    private EnvironmentFile EnvironmentOf(HostKind kind, string? path) => kind == HostKind.Compose && path is not null
        ? _environments.GetOrAdd(path[..(path.LastIndexOf('/') + 1)], folder => EnvironmentFile.Read(textOf(folder + EnvironmentFile.Name) ?? ""))
        : EnvironmentFile.Empty;
}
