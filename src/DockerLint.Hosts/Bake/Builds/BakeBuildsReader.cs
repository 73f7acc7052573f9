using System.Collections.Immutable;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>Reads what files ask to be built: Bake files and those of Compose.</summary>
public static class BakeBuildsReader
{
    /// <summary>Reads files, the later of which are stronger. Any texts can be read: what is wrong in them becomes an error.</summary>
    /// <param name="files">The files.</param>
    /// <param name="environment">The values that the environment gives to variables; null where it gives none.</param>
    /// <param name="ofCompose">The same for files of Compose, which read a <c>.env</c> file, too; null for what the environment gives.</param>
    /// <param name="textOf">The text of another file that one of Compose names, by its path; null where there is none.</param>
    public static BakeBuilds Read(
        ImmutableArray<BakeFile> files, Func<string, string?> environment, Func<string, string?>? ofCompose = null, Func<string, SourceText?>? textOf = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var sink = new BakeSink();
        var services = new ComposeServices(new ComposeFiles(sink, textOf ?? (static _ => null)), sink);
        foreach (BakeFile file in files.Where(IsCompose))
            services.Read(file, ofCompose ?? environment);
        ImmutableArray<BakeFile> bakes = [.. files.Where(static file => !IsCompose(file))];
        if (!bakes.IsEmpty)
            new HclBuilds(bakes, sink, environment).Read();
        return sink.ToBuilds();
    }

    private static bool IsCompose(BakeFile file) => HostPath.IsYaml(file.Path);
}

/// <summary>Takes what readers find.</summary>
internal sealed class BakeSink
{
    private readonly Dictionary<string, int> _targets = new(StringComparer.Ordinal);
    private readonly List<BakeBuild> _builds = [];
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly List<BakeGroup> _groups = [];
    private readonly List<BakeError> _errors = [];

    /// <summary>Adds a target; what it says is stronger than what was said of it before.</summary>
    public void Add(BakeBuild build)
    {
        if (_targets.TryGetValue(build.Name.Text, out int index))
        {
            _builds[index] = build.Over(_builds[index]);
            return;
        }

        _targets.Add(build.Name.Text, _builds.Count);
        _builds.Add(build);
    }

    /// <summary>Adds a group, in the place of one that has its name.</summary>
    public void Add(BakeGroup group)
    {
        if (_named.TryGetValue(group.Name.Text, out int index))
        {
            _groups[index] = group;
            return;
        }

        _named.Add(group.Name.Text, _groups.Count);
        _groups.Add(group);
    }

    /// <summary>Adds an error.</summary>
    public void Fail(BakePlace place, string message) => _errors.Add(new BakeError(place, message));

    /// <summary>All that was found; each error once, since what several services extend is read for each of them.</summary>
    public BakeBuilds ToBuilds() => new([.. _builds], [.. _groups], [.. _errors.Distinct()]);
}
