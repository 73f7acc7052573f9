using System.CommandLine;
using System.Text;
using DockerLint.Cli.Images;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint rmi IMAGE…</c>.</summary>
internal static class RemoveCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Remove images from the store, or names of them";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("rmi", Description + ".");
        Option<bool> force = line.Flag("--force", "-f", "Remove what an identifier means under all of its names, and do not mind what is not there");
        Argument<string[]> images = line.Arguments("IMAGE", "Names or identifiers", ArgumentArity.OneOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        int result = ExitCode.Success;
        ContentStore store = ImageFolders.Store(host);
        foreach (string image in line.All(images))
            result = Math.Max(result, ImageCommands.Guarded(host, image, () => Remove(host, store, image, line.Has(force))));
        return result;
    }

    private static int Remove(Host host, ContentStore store, string text, bool isForced)
    {
        if (isForced && store.Find(text).IsEmpty)
        {
            ImageCommands.Refuse(host, text, InspectCommand.NoImage);
            return ExitCode.Success;
        }

        var report = new StringBuilder();
        foreach (StoredImage image in store.Remove(text, isForced).Where(static image => image.Name is not null))
            report.Append("Untagged: ").Append(image.Name!.ToFamiliarString()).Append('\n');
        foreach (Digest digest in store.Prune(PruneScope.Content).Blobs)
            report.Append("Deleted: ").Append(digest.Text).Append('\n');
        host.Write(report.ToString());
        return ExitCode.Success;
    }
}
