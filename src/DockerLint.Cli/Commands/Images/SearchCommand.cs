using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerLint.Cli.Images;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint search TERM</c>.</summary>
internal static class SearchCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Search Docker Hub, or the catalogue of another registry";

    private const string Columns = "{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}";
    private const int DefaultLimit = 25;
    private const int HighestLimit = 100;
    private const int LongestDescription = 45;

    private static readonly ImmutableArray<(string, string)> s_fields =
        [("Description", "DESCRIPTION"), ("IsOfficial", "OFFICIAL"), ("Name", "NAME"), ("StarCount", "STARS")];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("search", Description + ": TERM, or HOST/TERM.");
        Option<string[]> limitOption = line.Option("--limit", null, "N", $"The most images, from 1 to {HighestLimit} [default: {DefaultLimit}]");
        Option<bool> noTrunc = line.Flag("--no-trunc", null, "Show descriptions in full");
        Option<string[]> format = line.Option("--format", null, "FORMAT", "table, json or a template such as '{{.Name}}'", Listing.Words);
        var registries = new RegistryFlags(line, hasMirrors: false);
        Argument<string[]> terms = line.Arguments("TERM", "A part of a name, after the registry if it is another than Docker Hub", ArgumentArity.OneOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (line.All(terms).ToArray() is not [var term])
            return ImageCommands.Refuse(host, "search", "more than one term; give one");
        int limit = DefaultLimit;
        if (line.Last(limitOption) is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= HighestLimit))
        {
            return ImageCommands.Refuse(host, "--limit", $"'{text}' is no number from 1 to {HighestLimit}");
        }

        if (!Listing.TryRead(host, line.Last(format), Columns, out Listing? listing))
            return ExitCode.Failure;
        return ImageCommands.Guarded(host, term, async () =>
        {
            using RegistryClient client = registries.Connect(host, ImageFolders.Credentials(host));
            ImmutableArray<SearchResult> found = RegistryOf(term, out string rest) is { } registry
                ? await CatalogueAsync(client, registry, rest, limit).ConfigureAwait(false)
                : await client.SearchAsync(rest, limit, CancellationToken.None).ConfigureAwait(false);
            return listing.Print(host, s_fields, found.Select(image => RowOf(image, line.Has(noTrunc))));
        });
    }

    /// <summary>The registry that a term names; null for Docker Hub.</summary>
    private static string? RegistryOf(string term, out string rest)
    {
        rest = term;
        int slash = term.IndexOf('/');
        // A host, as references tell it from a repository; what follows may be no name yet, or nothing.
        if (slash <= 0 || ImageReference.Parse(term[..slash] + "/x").Reference?.Registry is not { } registry)
            return null;
        rest = term[(slash + 1)..];
        return registry is ImageReference.DockerHub or "index.docker.io" ? null : registry;
    }

    private static async Task<ImmutableArray<SearchResult>> CatalogueAsync(RegistryClient client, string registry, string term, int limit)
    {
        ImmutableArray<SearchResult>.Builder found = ImmutableArray.CreateBuilder<SearchResult>();
        await foreach (string name in client.ListRepositoriesAsync(registry, CancellationToken.None).ConfigureAwait(false))
        {
            if (name.Contains(term, StringComparison.OrdinalIgnoreCase))
                found.Add(new SearchResult($"{registry}/{name}", "", 0, IsOfficial: false));
            if (found.Count == limit)
                break;
        }

        return found.ToImmutable();
    }

    private static JsonObject RowOf(SearchResult image, bool isFull) => new()
    {
        ["Description"] = isFull || image.Description.Length <= LongestDescription ? image.Description : image.Description[..(LongestDescription - 1)] + "…",
        ["IsOfficial"] = image.IsOfficial ? "[OK]" : "",
        ["Name"] = image.Name,
        ["StarCount"] = image.Stars.ToString(CultureInfo.InvariantCulture),
    };
}
