using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using DockerLint.Cli.Images;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint history IMAGE</c>.</summary>
internal static class HistoryCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Show what an image was made of, the last step first";

    private const string Columns = "{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}";
    private const int LongestStep = 45;

    private static readonly ImmutableArray<(string, string)> s_fields =
    [
        ("Comment", "COMMENT"), ("CreatedAt", "CREATED AT"), ("CreatedBy", "CREATED BY"), ("CreatedSince", "CREATED"), ("ID", "IMAGE"),
        ("Size", "SIZE"),
    ];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("history", Description + ".");
        Option<bool> quiet = line.Flag("--quiet", "-q", "Show identifiers only");
        Option<bool> noTrunc = line.Flag("--no-trunc", null, "Show steps and identifiers in full");
        Option<string[]> format = line.Option("--format", null, "FORMAT", "table, json or a template such as '{{.CreatedBy}}'", Listing.Words);
        Argument<string[]> images = line.Arguments("IMAGE", "A name or an identifier", ArgumentArity.OneOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (line.All(images).ToArray() is not [var name])
            return ImageCommands.Refuse(host, "history", "more than one image; name one");
        if (!Listing.TryRead(host, line.Last(format) ?? (line.Has(quiet) ? "{{.ID}}" : null), Columns, out Listing? listing))
            return ExitCode.Failure;
        return ImageCommands.Guarded(host, name, () =>
        {
            ContentStore store = ImageFolders.Store(host);
            if (store.Find(name) is not [var image, ..])
                return ImageCommands.Refuse(host, name, InspectCommand.NoImage);
            return listing.Print(host, s_fields, RowsOf(image, ImageContents.Of(store, image), line.Has(noTrunc)));
        });
    }

    private static List<JsonObject> RowsOf(StoredImage image, ImageContents contents, bool isFull)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var rows = new List<JsonObject>();
        int layer = 0;
        foreach (HistoryEntry step in contents.Config?.History ?? [])
        {
            bool hasLayer = !step.IsEmptyLayer && layer < contents.Layers.Length;
            string by = (step.CreatedBy ?? "").Replace('\t', ' ');
            rows.Add(new JsonObject
            {
                ["Comment"] = step.Comment ?? "",
                ["CreatedAt"] = Units.Time(step.Created),
                ["CreatedBy"] = isFull || by.Length <= LongestStep ? by : by[..(LongestStep - 1)] + "…",
                ["CreatedSince"] = Units.Ago(step.Created, now),
                ["ID"] = "<missing>",
                ["Size"] = Units.Size(hasLayer ? contents.Layers[layer++].Size : 0),
            });
        }

        rows.Reverse();
        if (rows.Count > 0)
            rows[0]["ID"] = ImageNames.Id(image.Digest, isFull);
        return rows;
    }
}
