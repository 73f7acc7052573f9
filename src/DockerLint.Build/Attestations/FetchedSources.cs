using System.Collections.Concurrent;
using DockerLint.Build.Plan;
using DockerLint.References;

namespace DockerLint.Build.Attestations;

/// <summary>What names of sources have led to in a build.</summary>
internal sealed class FetchedSources
{
    /// <summary>The commits of git repositories, in hexadecimal digits.</summary>
    public ConcurrentDictionary<GitStep, string> Commits { get; } = [];

    /// <summary>The digests of files.</summary>
    public ConcurrentDictionary<RemoteFile, Digest> Files { get; } = [];
}
