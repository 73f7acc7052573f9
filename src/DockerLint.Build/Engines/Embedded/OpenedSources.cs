using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded.Git;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Files that a step takes.</summary>
/// <param name="Key">What they are known by.</param>
internal sealed record OpenedSource(Digest Key)
{
    /// <summary>Whether they can be read; else only their key is known.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The tree that they are in.</summary>
    public SourceTree? Tree { get; init; }

    /// <summary>Which of it.</summary>
    public ImmutableArray<SelectedSource> Sources { get; init; } = [];

    /// <summary>What each file of them is known by.</summary>
    public ImmutableArray<KeyValuePair<string, Digest>> Files { get; init; } = [];

    /// <summary>The one file, where it was fetched.</summary>
    public FetchedFile? Fetched { get; init; }

    /// <summary>A file of a context that is not what it was when it was looked for; null for none.</summary>
    public UnixPath? FindChanged()
    {
        if (Tree is not { IsContext: true } context)
            return null;
        foreach (SelectedFile file in Sources.SelectMany(static source => source.Files).Where(static file => !file.Status.IsFolder))
        {
            using Place? place = context.Root.Find(file.Path, followsLast: false);
            if (place?.Status is not { } now || VersionOf(now) != VersionOf(file.Status))
                return file.Path;
        }

        return null;
    }

    private static (long, FileTime, FileTime, ulong) VersionOf(FileStatus status) => (status.Size, status.Modified, status.Changed, status.Inode);
}

/// <summary>What a step has open.</summary>
internal sealed class OpenedSources : IDisposable
{
    private readonly List<IDisposable> _kept = [];

    /// <summary>What COPY and ADD take, in their order.</summary>
    public List<OpenedSource> Sources { get; } = [];

    /// <summary>What is mounted, or is in what is mounted at first.</summary>
    public Dictionary<RunMount, OpenedSource> Mounts { get; } = [];

    /// <summary>The trees that are open.</summary>
    public Dictionary<FileSource, SourceTree> Trees { get; } = [];

    /// <summary>The commit that is checked out.</summary>
    public GitCommit? Commit { get; set; }

    /// <summary>Whether a file of a context was changed between being looked at and being copied.</summary>
    public bool HasChanged { get; set; }

    /// <summary>Keeps something as long as this.</summary>
    public void Keep(IDisposable resource) => _kept.Add(resource);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable resource in _kept.AsEnumerable().Reverse())
            resource.Dispose();
    }
}
