using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using DockerLint.Cli.Images;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint images [NAME]</c>.</summary>
internal static class ListCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "List the images of the store";

    private static readonly ImmutableArray<(string, string)> s_fields =
    [
        ("CreatedAt", "CREATED AT"), ("CreatedSince", "CREATED"), ("Digest", "DIGEST"), ("ID", "IMAGE ID"), ("Repository", "REPOSITORY"),
        ("Size", "SIZE"), ("Tag", "TAG"),
    ];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("images", Description + ".");
        Option<bool> quiet = line.Flag("--quiet", "-q", "Show identifiers only");
        Option<bool> digests = line.Flag("--digests", null, "Show digests");
        Option<bool> noTrunc = line.Flag("--no-trunc", null, "Show identifiers in full");
        Option<string[]> format = line.Option("--format", null, "FORMAT", "table, json or a template such as '{{.Repository}}:{{.Tag}}'", Listing.Words);
        Argument<string[]> names = line.Arguments("NAME", "Show only this repository or image; '*' stands for anything", ArgumentArity.ZeroOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (line.All(names).ToArray() is { Length: > 1 })
            return ImageCommands.Refuse(host, "images", "more than one name; give one");
        string columns = line.Has(quiet) ? "{{.ID}}"
            : line.Has(digests) ? "{{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}"
            : "{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}";
        if (!Listing.TryRead(host, line.Last(format) ?? (line.Has(quiet) ? columns : null), columns, out Listing? listing))
            return ExitCode.Failure;
        string? pattern = line.All(names).FirstOrDefault();
        Func<StoredImage, bool>? matches = Matcher(pattern);
        return matches is null
            ? ImageCommands.Refuse(host, pattern!, "neither the name of an image nor a pattern for names")
            : ImageCommands.Guarded(host, "images", () => List(host, listing, matches, line.Has(noTrunc)));
    }

    private static int List(Host host, Listing listing, Func<StoredImage, bool> matches, bool isFull)
    {
        ContentStore store = ImageFolders.Store(host);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        IEnumerable<JsonObject> rows = store.Images()
            .Where(matches)
            .Select(image => (Image: image, ImageContents.Of(store, image).Config?.Created))
            .OrderByDescending(static row => row.Created)
            .ThenBy(static row => row.Image.Name?.Text, StringComparer.Ordinal)
            .Select(row => new JsonObject
            {
                ["CreatedAt"] = Units.Time(row.Created),
                ["CreatedSince"] = Units.Ago(row.Created, now),
                ["Digest"] = row.Image.Digest.Text,
                ["ID"] = ImageNames.Id(row.Image.Digest, isFull),
                ["Repository"] = ImageNames.RepositoryOf(row.Image),
                ["Size"] = Units.Size(store.SizeOf(row.Image.Digest)),
                ["Tag"] = ImageNames.TagOf(row.Image),
            });
        return listing.Print(host, s_fields, rows);
    }

    /// <summary>Finds the images that a name or a pattern means; null where it is neither.</summary>
    private static Func<StoredImage, bool>? Matcher(string? text)
    {
        if (text is null)
            return static _ => true;
        if (ImageReference.Parse(text).Reference is { } reference)
        {
            return image => image.Name is { } name
                && name.FullName == reference.FullName
                && (reference.Tag is null || name.Tag == reference.Tag)
                && (reference.Digest is null || image.Digest == reference.Digest);
        }

        return ImagePattern.Parse(text) is { } pattern ? image => image.Name is { } name && pattern.Matches(name) : null;
    }
}
