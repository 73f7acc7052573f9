using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Yaml;

namespace DockerLint.Hosts;

/// <summary>Which images of a manifest kustomizations put others in place of. For any number of threads.</summary>
/// <param name="textOf">The text of a file by its full path, with slashes; null where there is none.</param>
/// <param name="files">The full paths of the files that are looked at together, of any kind.</param>
internal sealed class Kustomizations(Func<string, string?> textOf, Func<IEnumerable<string>> files)
{
    private static readonly ImmutableArray<string> s_names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private readonly ConcurrentDictionary<string, Kustomization?> _known = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableArray<string>> _files = new(() => [.. files().Where(static path => HostPath.KindOf(path) == HostKind.Kustomize)]);

    /// <summary>The names of the images, without tag and digest, that are replaced in a file.</summary>
    /// <param name="path">The full path of the file, with slashes.</param>
    public ImmutableHashSet<string> ReplacedIn(string path)
    {
        string folder = ContextPath.Parent(path);
        List<Kustomization> others = [.. s_names.Select(name => $"{folder}/{name}").Union(_files.Value).Select(Find).OfType<Kustomization>()];
        // What lies beside a kustomization is a resource or a patch of it.
        HashSet<string> parts = new(StringComparer.Ordinal) { path, folder };
        ImmutableHashSet<string> replaced = [];
        while (others.FindAll(other => parts.Contains(other.Folder) || other.Parts.Any(parts.Contains)) is { Count: > 0 } takers)
        {
            others.RemoveAll(takers.Contains);
            parts.UnionWith(takers.Select(static taker => taker.Folder));
            replaced = replaced.Union(takers.SelectMany(static taker => taker.Replaced));
        }

        return replaced;
    }

    private Kustomization? Find(string path) => _known.GetOrAdd(path, path => textOf(path) is { } text ? Kustomization.Read(ContextPath.Parent(path), text) : null);

    /// <summary>A kustomization.</summary>
    /// <param name="Folder">The full path of its folder.</param>
    /// <param name="Parts">The full paths of the files and folders that it takes.</param>
    /// <param name="Replaced">The names of the images that it replaces.</param>
    private sealed record Kustomization(string Folder, ImmutableArray<string> Parts, ImmutableArray<string> Replaced)
    {
        private static readonly ImmutableArray<string> s_parts = ["resources", "bases", "components"];

        /// <summary>Reads one, as far as it can be read.</summary>
        public static Kustomization? Read(string folder, string text) => YamlText.Parse(text).Documents is [{ Root: YamlMap map }, ..]
            ? new(
                folder,
                [.. s_parts.SelectMany(part => ItemsOf<YamlScalar>(map, part)).Select(part => ContextPath.Clean($"{folder}/{part.Value}"))],
                [.. ItemsOf<YamlMap>(map, "images").Where(IsReplaced).Select(static image => image.Find("name")).OfType<YamlScalar>().Select(static name => name.Value)])
            : null;

        private static IEnumerable<T> ItemsOf<T>(YamlMap map, string key)
            where T : YamlNode => map.Find(key) is YamlList list ? list.Items.OfType<T>() : [];

        private static bool IsReplaced(YamlMap image) => (image.Find("newName") ?? image.Find("newTag") ?? image.Find("digest")) is not null;
    }
}
