using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Semantics.Projects;

/// <summary>
/// The images that an MSBuild project names for the image that the SDK publishes it as: the one that it starts from, and
/// the names that it is given (https://learn.microsoft.com/dotnet/core/containers/publish-configuration).
/// </summary>
public sealed class ProjectImages
{
    private readonly ImmutableArray<ProjectFile> _files;
    private readonly Func<string, string?> _property;
    private readonly List<(ProjectFile File, ImageUse Image)> _images = [];

    private ProjectImages(ImmutableArray<ProjectFile> files, Func<string, string?> property)
    {
        _files = files;
        _property = property;
    }

    /// <summary>The properties that are asked for.</summary>
    public static ImmutableArray<string> Properties { get; } =
        ["ContainerBaseImage", "ContainerFamily", "ContainerRegistry", "ContainerRepository", "ContainerImageTag", "ContainerImageTags"];

    /// <summary>The images, by the file in which they are named.</summary>
    /// <param name="files">The project, then the files that it takes properties from, the nearest first.</param>
    /// <param name="property">The value of a property after all of the project is read; null where it is empty.</param>
    public static ImmutableArray<(ProjectFile File, ImageDocument Images)> Find(ImmutableArray<ProjectFile> files, Func<string, string?> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        if (files.IsEmpty)
            return [];
        var images = new ProjectImages(files, property);
        images.AddBase();
        images.AddNames();
        return
        [
            .. images._images.GroupBy(static image => image.File, static image => image.Image)
                .Select(static group => (group.Key, new ImageDocument(group.Key.Source, [.. group]))),
        ];
    }

    /// <summary>What the image starts from. A family is part of a tag that the SDK puts together; only that can be wrong.</summary>
    private void AddBase()
    {
        if (Value("ContainerBaseImage") is { } image)
            Add("ContainerBaseImage", image, ImageUseKind.Base, image);
        else if (Value("ContainerFamily") is { } family && $"mcr.microsoft.com/dotnet/runtime:1.0-{family}" is var text && ImageReference.Parse(text).Reference is null)
            Add("ContainerFamily", family, ImageUseKind.Base, text);
    }

    /// <summary>The names that it is given: a repository, and each tag with it.</summary>
    private void AddNames()
    {
        string registry = Value("ContainerRegistry") is { } named ? named.TrimEnd('/') + "/" : "";
        if (registry.Length > 0 && ImageReference.Parse(registry + "app").Reference is null)
        {
            Add("ContainerRegistry", Value("ContainerRegistry")!, ImageUseKind.Published, registry + "app");
            registry = "";
        }

        // The SDK itself puts right what is only a matter of writing.
        string? repository = Value("ContainerRepository")?.Replace(' ', '-').ToLowerInvariant();
        if (repository is not null && ImageReference.Parse(registry + repository).Reference is null)
        {
            Add("ContainerRepository", Value("ContainerRepository")!, ImageUseKind.Published, registry + repository);
            repository = null;
        }

        foreach (string property in (string[])["ContainerImageTag", "ContainerImageTags"])
        {
            foreach (string tag in (Value(property) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(property, tag, ImageUseKind.Published, $"{registry}{repository ?? "app"}:{tag.Replace(' ', '-')}");
        }
    }

    private string? Value(string property) => _property(property)?.Trim() is { Length: > 0 } value ? value : null;

    private void Add(string property, string value, ImageUseKind kind, string reference)
    {
        (ProjectFile file, TextSpan span) = Find(property, value);
        _images.Add((file, new ImageUse(reference, span, kind, ImageReference.Parse(reference))));
    }

    /// <summary>
    /// Where a value is written, as a whole or as an entry of a list; else the last place that sets the property, which puts
    /// it together from others; else the start of the project, since it comes from elsewhere.
    /// </summary>
    private (ProjectFile File, TextSpan Span) Find(string property, string value)
    {
        (ProjectFile, TextSpan)? last = null;
        foreach (ProjectFile file in _files)
        {
            foreach (TextSpan span in file.ValuesOf(property))
            {
                foreach (TextSpan entry in Entries(file, span))
                {
                    if (file.Source.Slice(entry).SequenceEqual(value))
                        return (file, entry);
                }

                if (last is null || last.Value.Item1 == file)
                    last = (file, span);
            }
        }

        return last ?? (_files[0], default);
    }

    private static IEnumerable<TextSpan> Entries(ProjectFile file, TextSpan list)
    {
        int start = list.Start;
        foreach (string part in file.Source.Slice(list).ToString().Split(';'))
        {
            string entry = part.Trim();
            if (entry.Length > 0)
                yield return new TextSpan(start + part.IndexOf(entry, StringComparison.Ordinal), entry.Length);
            start += part.Length + 1;
        }
    }
}
