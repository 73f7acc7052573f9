using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.Semantics.Values;

namespace DockerLint.Build.Engines.Embedded.Git;

/// <summary>A commit of a repository.</summary>
/// <param name="Id">Its name, in hexadecimal digits.</param>
/// <param name="Target">The name of the tag that leads to it; that of the commit itself where none does.</param>
/// <param name="Reference">The branch or tag that it was found by, such as <c>refs/heads/main</c>; null where it was named itself.</param>
internal sealed record GitCommit(string Id, string Target, string? Reference);

/// <summary>
/// The git repositories that builds take files from. What was fetched of them is kept in bare repositories, so that a commit is
/// fetched once.
/// </summary>
/// <param name="settings">Where they lie, and how git is called.</param>
/// <param name="snapshots">Has room for work in progress.</param>
internal sealed class GitRepositories(EngineSettings settings, SnapshotStore snapshots)
{
    private const string Head = "HEAD";
    private const string ReferencePrefix = "refs/";
    private const string Peeled = "^{}";

    /// <summary>How <c>ls-remote</c> says which branch HEAD is.</summary>
    private const string SymbolicPrefix = "ref: refs/";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    // git keeps of rights only whether a file can be run; the rest would be the umask of whoever builds.
    private static readonly FileRights s_rights = FileRights.Of("u=rwX,go=rX")!;

    private readonly GitProgram _git = new(settings);
    private readonly string _folder = Path.Combine(settings.Folder, "git");

    /// <summary>Asks a repository which commit is meant.</summary>
    /// <exception cref="BuildException">There is none, it is another than asked for, or the repository cannot be had.</exception>
    public async Task<GitCommit> ResolveAsync(GitStep step, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        GitCommit commit = await FindAsync(step, cancellation).ConfigureAwait(false);
        if (step.Checksum is { } checksum && !IsStart(commit.Id) && !IsStart(commit.Target))
            throw Failure(step, $"expected checksum to match {checksum}, got {commit.Id}");
        return commit;

        bool IsStart(string name) => name.StartsWith(step.Checksum, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Brings the files of a commit into a folder.</summary>
    /// <param name="step">Which files.</param>
    /// <param name="commit">The commit that was found for it.</param>
    /// <param name="root">The folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BuildException">The repository cannot be had, or has no such folder.</exception>
    public async Task CheckOutAsync(GitStep step, GitCommit commit, RootFolder root, CancellationToken cancellation)
    {
        string bare = await FetchAsync(step, commit, cancellation).ConfigureAwait(false);
        LockedFolder work = snapshots.NewWork();
        try
        {
            await CheckOutAsync(step, commit, bare, work.Path, cancellation).ConfigureAwait(false);
            long? time = settings.Epoch;
            if (step.Repository.ModificationTime == "commit")
                time = long.Parse(await _git.RunAsync(step, bare, ["show", "-s", "--format=%ct", commit.Id], cancellation).ConfigureAwait(false));
            using var files = RootFolder.Open(work.Path);
            Copy(step, files, root, time, cancellation);
        }
        finally
        {
            snapshots.Drop(work);
        }
    }

    private static void Copy(GitStep step, RootFolder files, RootFolder root, long? time, CancellationToken cancellation)
    {
        var tree = new SourceTree(files, null, isContext: true);
        var all = new FileTransfer(new StepFiles(step), "/" + step.Repository.Folder, "/") { Excludes = step.KeepsGitFolder ? [] : ["**/.git"] };
        ImmutableArray<SelectedSource> sources = Selection.Of(tree, all, out string? missing);
        if (missing is not null || !sources[0].Top.Status.IsFolder)
            throw Failure(step, $"{step.Address} has no folder \"{step.Repository.Folder}\" at {step.Repository.Ref ?? Head}");
        if (new FileCopier(root, null, s_rights, time).Copy(tree, sources[0], "/", overwritesFolders: true, cancellation) is { } failure)
            throw Failure(step, failure);
    }

    private static BuildException Failure(GitStep step, string message) => new(new BuildFailure(step, message));

    private async Task<GitCommit> FindAsync(GitStep step, CancellationToken cancellation)
    {
        GitReference repository = step.Repository;
        if (repository.FetchByCommit && step.Checksum is { } checksum && IsName(checksum))
            return new GitCommit(checksum, checksum, null);
        if (repository.Ref is { } written && IsName(written))
            return new GitCommit(written, written, null);
        string[] wanted = repository.Ref is { } name ? [name, name + Peeled] : [Head];
        string listing = await _git.RunAsync(step, _folder, ["ls-remote", "--symref", "--", step.Remote, .. wanted], cancellation).ConfigureAwait(false);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        string? branch = null;
        foreach (string[] line in listing.Split('\n').Select(static line => line.Split('\t', 2)).Where(static line => line.Length == 2))
        {
            if (IsName(line[0]))
                found.TryAdd(line[1], line[0]);
            else if (line[0].StartsWith(SymbolicPrefix, StringComparison.Ordinal) && line[1] == Head)
                branch = ReferencePrefix + line[0][SymbolicPrefix.Length..];
        }

        foreach (string candidate in Candidates(repository.Ref))
        {
            if (found.TryGetValue(candidate, out string? target))
                return new GitCommit(found.GetValueOrDefault(candidate + Peeled, target), target, candidate == Head ? branch : candidate);
        }

        throw Failure(step, repository.Ref is { } missing
            ? $"{step.Address} has no branch, tag or commit \"{missing}\"; commits are named by all of their digits"
            : $"{step.Address} has no default branch; name one after '#'");
    }

    /// <summary>What a reference may stand for: a branch before a tag, as git checks out.</summary>
    private static string[] Candidates(string? reference) => reference switch
    {
        null or Head => [Head],
        _ when reference.StartsWith(ReferencePrefix, StringComparison.Ordinal) => [reference],
        _ => [$"refs/heads/{reference}", $"refs/tags/{reference}", ReferencePrefix + reference],
    };

    /// <summary>Whether a text is the whole name of an object: SHA-1 or SHA-256.</summary>
    private static bool IsName(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Has a commit in the bare repository: alone if the server gives it alone, else with all that the server has.</summary>
    /// <returns>The bare repository.</returns>
    private async Task<string> FetchAsync(GitStep step, GitCommit commit, CancellationToken cancellation)
    {
        using var key = new KeyWriter("git");
        string bare = Path.Combine(_folder, key.Add(step.Remote).Complete().Hex);
        // git itself does not wait for another git that fetches.
        using LockedFolder held = await TakeAsync(bare, cancellation).ConfigureAwait(false);
        await _git.RunAsync(step, _folder, ["init", "-q", "--bare", "--template=", "--", bare], cancellation).ConfigureAwait(false);
        string? refusal = null;
        string[][] attempts =
        [
            ["--depth=1", "--no-tags", "--", step.Remote, commit.Target],
            ["--depth=1", "--no-tags", "--", step.Remote, commit.Reference ?? Head],
            ["--force", "--", step.Remote, "+refs/*:refs/*"],
        ];
        foreach (string[] attempt in attempts)
        {
            if (await HasAsync().ConfigureAwait(false))
                return bare;
            (_, string? failure) = await _git.TryRunAsync(step, bare, ["fetch", "-q", "--no-write-fetch-head", .. attempt], cancellation).ConfigureAwait(false);
            refusal ??= failure;
        }

        return await HasAsync().ConfigureAwait(false)
            ? bare
            : throw Failure(step, $"{step.Address} does not give commit {commit.Id}{(refusal is null ? "" : $": {refusal}")}");

        async Task<bool> HasAsync() =>
            (await _git.TryRunAsync(step, bare, ["cat-file", "-e", commit.Id + "^{commit}"], cancellation).ConfigureAwait(false)).Failure is null;
    }

    private async Task CheckOutAsync(GitStep step, GitCommit commit, string bare, string folder, CancellationToken cancellation)
    {
        await GitAsync(["init", "-q", "--template="]).ConfigureAwait(false);
        if (step.KeepsGitFolder)
        {
            string reference = commit.Reference is null ? commit.Target : $"{commit.Target}:{commit.Reference}";
            await GitAsync(["fetch", "-q", "-u", "--depth=1", "--no-tags", "--no-write-fetch-head", "--", bare, reference]).ConfigureAwait(false);
        }
        else
        {
            string objects = Directory.CreateDirectory(Path.Combine(folder, ".git", "objects", "info")).FullName;
            await File.WriteAllTextAsync(Path.Combine(objects, "alternates"), Path.Combine(bare, "objects") + "\n", cancellation).ConfigureAwait(false);
        }

        await GitAsync(["checkout", "-q", "--detach", commit.Id]).ConfigureAwait(false);
        await GitAsync(["config", "remote.origin.url", step.Remote]).ConfigureAwait(false);
        if (step.Repository.Submodules != false && File.Exists(Path.Combine(folder, ".gitmodules")))
            await _git.RunAsync(step, folder, ["submodule", "-q", "update", "--init", "--recursive", "--depth=1"], cancellation).ConfigureAwait(false);
        if (!step.KeepsGitFolder)
            return;
        await GitAsync(["config", "remote.origin.url", step.Address]).ConfigureAwait(false);
        // The index says when and where files were checked out; one that is only read from the commit does not.
        File.Delete(Path.Combine(folder, ".git", "index"));
        await GitAsync(["read-tree", "HEAD"]).ConfigureAwait(false);

        Task GitAsync(string[] arguments) => _git.RunAsync(step, folder, arguments, cancellation, isLocal: true);
    }

    /// <summary>Waits for a folder that nobody else uses; it is made if it is missing.</summary>
    private static async Task<LockedFolder> TakeAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            Directory.CreateDirectory(path);
            if (LockedFolder.TryTake(path, isShared: false) is { } taken)
                return taken;
            await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }
}
