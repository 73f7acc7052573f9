using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Cli.Images;
using DockerLint.Cli.Terminal;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint prune</c>.</summary>
internal static class PruneCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Delete from the store what no image needs";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("prune", Description + ", and images without a name.");
        Option<bool> all = line.Flag("--all", "-a", "Delete all images");
        Option<bool> force = line.Flag("--force", "-f", "Do not ask");
        Option<bool> buildCache = line.Flag("--build-cache", null, "Delete of what builds keep what was not used for the longest time; with --all, all that no build uses");
        Option<string[]> keep = line.Option(BuildCacheLimit.Option, null, "SIZE", BuildCacheLimit.Description);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (!BuildCacheLimit.TryRead(line.Last(keep), host, out long limit, out string? error))
            return ImageCommands.Refuse(host, "prune", error);
        if (line.Last(keep) is not null && !line.Has(buildCache))
            return ImageCommands.Refuse(host, "prune", $"{BuildCacheLimit.Option} is about the build cache; add --build-cache");
        if (!line.Has(force) && host.IsInputTerminal() && !IsConfirmed(host, line.Has(buildCache), line.Has(all)))
            return ExitCode.Success;
        if (line.Has(buildCache))
            return ImageCommands.Guarded(host, "prune", () => PruneBuildCache(host, line.Has(all) && line.Last(keep) is null ? 0 : limit));
        return ImageCommands.Guarded(host, "prune", () => Prune(host, line.Has(all) ? PruneScope.All : PruneScope.Dangling));
    }

    private static bool IsConfirmed(Host host, bool isBuildCache, bool isAll)
    {
        string what = (isBuildCache, isAll) switch
        {
            (true, true) => "all build cache that no build uses",
            (true, false) => "the build cache that was not used for the longest time",
            (false, true) => "all images and all content that no image needs",
            (false, false) => "all images without a name and all content that no image needs",
        };
        string? answer = Prompt.Line(host, $"WARNING! This will remove {what}.\nAre you sure you want to continue? [y/N] ");
        return answer is "y" or "Y" or "yes";
    }

    private static int Prune(Host host, PruneScope scope)
    {
        PruneResult result = ImageFolders.Store(host).Prune(scope);
        var report = new StringBuilder();
        if (!result.Names.IsEmpty || !result.Blobs.IsEmpty)
            report.Append("Deleted Images:\n");
        foreach (ImageReference name in result.Names)
            report.Append("untagged: ").Append(name.ToFamiliarString()).Append('\n');
        foreach (Digest digest in result.Blobs)
            report.Append("deleted: ").Append(digest.Text).Append('\n');
        return Write(host, report, result.Bytes);
    }

    private static int PruneBuildCache(Host host, long limit)
    {
        ImmutableArray<CacheEntry> gone = new BuildCache(ImageFolders.BuildCache(host)).Prune(limit);
        if (limit == 0)
            new LastBuilds(host).Clear();
        var report = new StringBuilder();
        if (!gone.IsEmpty)
            report.Append("Deleted build cache objects:\n");
        foreach (CacheEntry entry in gone)
            report.Append(entry.Name).Append('\n');
        return Write(host, report, gone.Sum(static entry => entry.Bytes));
    }

    private static int Write(Host host, StringBuilder report, long bytes)
    {
        if (report.Length > 0)
            report.Append('\n');
        report.Append("Total reclaimed space: ").Append(Units.Size(bytes)).Append('\n');
        host.Write(report.ToString());
        return ExitCode.Success;
    }
}
