using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;

namespace DockerLint.BuildKit.Llb;

/// <summary>A git repository as a source of a graph.</summary>
internal static class GitSource
{
    /// <summary>What the daemon fetches.</summary>
    public static SourceOp Of(GitStep step)
    {
        string remote = step.Remote;
        string fragment = (step.Repository.Ref, step.Repository.Folder) switch
        {
            (null, null) => "",
            (var name, null) => $"#{name}",
            var (name, folder) => $"#{name}:{folder}",
        };
        int scheme = remote.IndexOf("://", StringComparison.Ordinal);
        bool isSsh = remote.StartsWith("ssh://", StringComparison.Ordinal) || scheme < 0;
        var source = new SourceOp { Identifier = $"git://{(scheme < 0 ? remote.Replace(':', '/') : remote[(scheme + 3)..])}{fragment}" };
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["git.fullurl"] = remote };
        if (isSsh)
        {
            attributes.Add("git.mountsshsock", "default");
        }
        else
        {
            attributes.Add("git.authheadersecret", "GIT_AUTH_HEADER");
            attributes.Add("git.authtokensecret", "GIT_AUTH_TOKEN");
        }

        if (step.KeepsGitFolder)
            attributes.Add("git.keepgitdir", "true");
        if (step.Checksum is { } checksum)
            attributes.Add("git.checksum", checksum);
        if (step.Repository.FetchByCommit)
            attributes.Add("git.fetchbycommit", "true");
        if (step.Repository.ModificationTime is { } time)
            attributes.Add("git.mtime", time);
        if (step.Repository.Submodules == false)
            attributes.Add("git.skipsubmodules", "true");
        foreach ((string name, string value) in attributes)
            source.Attrs.Add(name, value);
        return source;
    }
}
