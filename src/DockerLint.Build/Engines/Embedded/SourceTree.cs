using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Files that COPY, ADD and mounts take: of a build context, a stage or an image.</summary>
/// <param name="root">All of them.</param>
/// <param name="ignored">What of a context is no part of it; null for nothing.</param>
/// <param name="isContext">Whether they are of whoever builds: then root owns them, and they have no attributes.</param>
internal sealed class SourceTree(RootFolder root, IgnoreFile? ignored, bool isContext)
{
    /// <summary>All files.</summary>
    public RootFolder Root => root;

    /// <summary>Whether root owns them whoever does, and they have no attributes.</summary>
    public bool IsContext => isContext;

    /// <summary>Finds something.</summary>
    /// <returns>The place, at which something is; null where there is nothing.</returns>
    public Place? Find(UnixPath path)
    {
        Place? place = root.Find(path);
        if (place?.Status is { } status && IsVisible(place, status))
            return place;
        place?.Dispose();
        return null;
    }

    /// <summary>What is in a folder, sorted.</summary>
    /// <param name="folder">The folder, by its path without links.</param>
    public IEnumerable<(Place Place, FileStatus Status)> Children(Place folder)
    {
        foreach (UnixPath path in folder.Children())
        {
            using Place? child = root.Find(path, followsLast: false);
            if (child?.Status is { } status && IsVisible(child, status))
                yield return (child, status);
        }
    }

    /// <summary>Whether something is part of the tree; a folder that is left out is if something in it is not.</summary>
    private bool IsVisible(Place place, FileStatus status)
    {
        if (ignored is null || place.IsRoot || !ignored.Matches(place.Path.ToString()[1..]))
            return true;
        return status.IsFolder && ignored.HasReinclusions && Children(place).Any();
    }
}
