using System.CommandLine;
using System.Text;
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
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (!line.Has(force) && host.IsInputTerminal() && !IsConfirmed(host, line.Has(all)))
            return ExitCode.Success;
        return ImageCommands.Guarded(host, "prune", () => Prune(host, line.Has(all) ? PruneScope.All : PruneScope.Dangling));
    }

    private static bool IsConfirmed(Host host, bool isAll)
    {
        string what = isAll ? "all images" : "all images without a name";
        string? answer = Prompt.Line(host, $"WARNING! This will remove {what} and all content that no image needs.\nAre you sure you want to continue? [y/N] ");
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
        if (report.Length > 0)
            report.Append('\n');
        report.Append("Total reclaimed space: ").Append(Units.Size(result.Bytes)).Append('\n');
        host.Write(report.ToString());
        return ExitCode.Success;
    }
}
