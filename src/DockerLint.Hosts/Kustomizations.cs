using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Yaml;

namespace DockerLint.Hosts;

/// <summary>Which images of a manifest kustomizations put others in place of. For any number of threads.</summary>
internal sealed class Kustomizations
{
    private static readonly ImmutableArray<string> s_names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private readonly Func<string, string?> _textOf;
    private readonly ConcurrentDictionary<string, Kustomization?> _known = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, Kustomization>> _takers;

    /// <summary>What is known of kustomizations.</summary>
    /// <param name="textOf">The text of a file by its full path, with slashes; null where there is none.</param>
    /// <param name="files">The full paths of the files that are looked at together, of any kind.</param>
    public Kustomizations(Func<string, string?> textOf, Func<IEnumerable<string>> files)
    {
        _textOf = textOf;
        _takers = new(() => files()
            .Where(static path => HostPath.KindOf(path) == HostKind.Kustomize)
            .Select(Find)
            .OfType<Kustomization>()
            .SelectMany(static taker => taker.Parts, static (taker, part) => (Taker: taker, Part: part))
            .ToLookup(static taken => taken.Part, static taken => taken.Taker, StringComparer.Ordinal));
    }

    /// <summary>The kustomizations that take a file or a folder, by its full path.</summary>
    private ILookup<string, Kustomization> Takers => _takers.Value;

    /// <summary>
    /// Whether an image gets another tag or digest wherever it is deployed: on each way from its file up to a kustomization
    /// that no other takes.
    /// </summary>
    /// <param name="image">The name of the image, without tag and digest.</param>
    /// <param name="path">The full path of the file, with slashes.</param>
    public bool IsReplaced(string image, string path)
    {
        Stack<(Kustomization Taker, string Image)> open = new(TakersOf(path).Select(taker => (taker, image)));
        if (open.Count == 0)
            return false;
        HashSet<(Kustomization, string)> seen = [.. open];
        while (open.TryPop(out (Kustomization Taker, string Image) way))
        {
            if (NameAfter(way.Taker, way.Image) is not { } name)
                continue;
            if (!Takers.Contains(way.Taker.Folder))
                return false;
            foreach (Kustomization next in Takers[way.Taker.Folder])
            {
                if (seen.Add((next, name)))
                    open.Push((next, name));
            }
        }

        return true;
    }

    private IEnumerable<Kustomization> TakersOf(string path)
    {
        if (Takers.Contains(path))
            return Takers[path];
        string folder = ContextPath.Parent(path);
        // What lies beside a kustomization is a resource or a patch of it.
        return In(folder) is { } beside ? [beside] : Takers[folder];
    }

    /// <summary>The name that an image has after a kustomization; null where it has another tag or digest then.</summary>
    private string? NameAfter(Kustomization kustomization, string image)
    {
        foreach (ImageChange change in WithComponents(kustomization, [kustomization]).SelectMany(static part => part.Changes))
        {
            if (change.Name != image)
                continue;
            if (change.IsOfVersion)
                return null;
            image = change.NewName ?? image;
        }

        return image;
    }

    /// <summary>A kustomization behind its components, which change first what it takes.</summary>
    private IEnumerable<Kustomization> WithComponents(Kustomization kustomization, HashSet<Kustomization> seen) =>
        kustomization.Components.Select(In).OfType<Kustomization>().Where(seen.Add).SelectMany(component => WithComponents(component, seen)).Append(kustomization);

    private Kustomization? In(string folder) => s_names.Select(name => Find($"{folder}/{name}")).FirstOrDefault(static found => found is not null);

    private Kustomization? Find(string path) => _known.GetOrAdd(path, path => _textOf(path) is { } text ? Kustomization.Read(ContextPath.Parent(path), text) : null);

    /// <summary>A kustomization.</summary>
    /// <param name="folder">The full path of its folder.</param>
    /// <param name="map">What it says.</param>
    private sealed class Kustomization(string folder, YamlMap map)
    {
        /// <summary>The full path of its folder.</summary>
        public string Folder { get; } = folder;

        /// <summary>The full paths of the folders that change what it takes, too.</summary>
        public ImmutableArray<string> Components { get; } = PathsOf(folder, map, "components");

        /// <summary>The full paths of the files and folders that it takes.</summary>
        public ImmutableArray<string> Parts { get; } = PathsOf(folder, map, "resources", "bases", "components");

        /// <summary>What it makes of images.</summary>
        public ImmutableArray<ImageChange> Changes { get; } = [.. ItemsOf<YamlMap>(map, "images").Select(ImageChange.Read).OfType<ImageChange>()];

        /// <summary>Reads one, as far as it can be read.</summary>
        public static Kustomization? Read(string folder, string text) =>
            YamlText.Parse(text).Documents is [{ Root: YamlMap map }, ..] ? new Kustomization(folder, map) : null;

        private static ImmutableArray<string> PathsOf(string folder, YamlMap map, params IEnumerable<string> keys) =>
            [.. keys.SelectMany(key => ItemsOf<YamlScalar>(map, key)).Select(path => ContextPath.Clean($"{folder}/{path.Value}"))];

        private static IEnumerable<T> ItemsOf<T>(YamlMap map, string key)
            where T : YamlNode => map.Find(key) is YamlList list ? list.Items.OfType<T>() : [];
    }

    /// <summary>What a kustomization makes of an image.</summary>
    /// <param name="Name">The name of the image, without tag and digest.</param>
    /// <param name="NewName">The name that it gets; null where that stays.</param>
    /// <param name="IsOfVersion">Whether it gets another tag or digest.</param>
    private sealed record ImageChange(string Name, string? NewName, bool IsOfVersion)
    {
        public static ImageChange? Read(YamlMap image) => TextOf(image, "name") is { } name
            ? new ImageChange(name, TextOf(image, "newName"), (TextOf(image, "newTag") ?? TextOf(image, "digest")) is not null)
            : null;

        private static string? TextOf(YamlMap image, string key) => image.Find(key) is YamlScalar { IsNull: false, Value: { Length: > 0 } text } ? text : null;
    }
}
