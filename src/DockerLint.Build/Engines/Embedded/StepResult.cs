using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What a step has made. Files that another machine has are only fetched when somebody needs them.</summary>
internal sealed class StepResult : IDisposable
{
    private readonly Lazy<Task<(Snapshot Files, bool IsMadeAgain)>> _files;

    /// <summary>Files that are here.</summary>
    /// <param name="name">What the step is known by.</param>
    /// <param name="files">The files.</param>
    /// <param name="isCached">Whether they were here before.</param>
    public StepResult(Digest name, Snapshot files, bool isCached)
    {
        (Name, Key, IsCached) = (name, files.Key, isCached);
        _files = new Lazy<Task<(Snapshot, bool)>>(Task.FromResult((files, false)));
    }

    /// <summary>Files that another machine has.</summary>
    /// <param name="elsewhere">What that knows of them.</param>
    /// <param name="fetch">Fetches them, or makes them again where they cannot be had, and says which.</param>
    public StepResult(CachedStep elsewhere, Func<Task<(Snapshot, bool)>> fetch)
    {
        (Name, Key, IsCached, Elsewhere) = (elsewhere.Name, elsewhere.Snapshot, true, elsewhere);
        _files = new Lazy<Task<(Snapshot, bool)>>(fetch);
    }

    /// <summary>Files that nobody asks for.</summary>
    /// <param name="key">What they are known by.</param>
    public StepResult(Digest key)
    {
        (Name, Key) = (key, key);
        _files = new Lazy<Task<(Snapshot, bool)>>(() => throw new InvalidOperationException($"the files of {key} are not here"));
    }

    /// <summary>What the step is known by.</summary>
    public Digest Name { get; }

    /// <summary>What its files are known by.</summary>
    public Digest Key { get; }

    /// <summary>Whether it was done before.</summary>
    public bool IsCached { get; }

    /// <summary>What another machine knows of it; null where its files are here.</summary>
    public CachedStep? Elsewhere { get; }

    /// <summary>Its files, which stay until this is disposed.</summary>
    public async Task<Snapshot> FilesAsync() => (await _files.Value.ConfigureAwait(false)).Files;

    /// <summary>Whether another machine had them, but they were made again: what it made of them does not go with these.</summary>
    public bool IsMadeAgain => _files is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result.IsMadeAgain: true } };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_files is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result.Files: var files } })
            files.Dispose();
    }
}
