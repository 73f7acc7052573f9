using System.CommandLine;
using System.Text.Json.Nodes;
using DockerLint.Cli.Images;
using DockerLint.Cli.Images.Templates;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint inspect IMAGE…</c>.</summary>
internal static class InspectCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Show all about images, as JSON";

    /// <summary>Said of an image that is not in the store.</summary>
    public const string NoImage = "there is no such image in the store; 'dockerlint images' lists them";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("inspect", Description + ".");
        Option<string[]> format = line.Option("--format", "-f", "FORMAT", "json (on one line) or a template such as '{{.Id}}'", ["json"]);
        Argument<string[]> images = line.Arguments("IMAGE", "Names or identifiers", ArgumentArity.OneOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        Template? template = null;
        string? text = line.Last(format);
        if (text is not (null or "json") && !Template.TryRead(text, out template, out string? wrong))
            return ImageCommands.Refuse(host, "--format", $"neither json nor a template: {wrong}");

        ContentStore store = ImageFolders.Store(host);
        var found = new JsonArray();
        int result = ExitCode.Success;
        foreach (string name in line.All(images))
            result = Math.Max(result, ImageCommands.Guarded(host, name, () => Add(host, store, name, found)));
        if (template is not null)
            return PrintFilled(host, template, found) is { } error ? ImageCommands.Refuse(host, "--format", error) : result;
        string json = text is null ? JsonTexts.Indented(found) : JsonTexts.Line(found);
        host.Write(json + "\n");
        return result;
    }

    private static int Add(Host host, ContentStore store, string name, JsonArray found)
    {
        if (store.Find(name) is not [var image, ..])
            return ImageCommands.Refuse(host, name, NoImage);
        found.Add((JsonNode)Describe(store, image));
        return ExitCode.Success;
    }

    private static string? PrintFilled(Host host, Template template, JsonArray images)
    {
        foreach (JsonNode? image in images)
        {
            if (!template.TryFill(image!.AsObject(), out string? text, out string? error, Absent))
                return error;
            host.Write(text + "\n");
        }

        return null;
    }

    /// <summary>What Docker has of each image, though it shows it only where it is of interest; and maps have anything.</summary>
    private static AbsentField? Absent(JsonObject owner, string field) => owner.Parent switch
    {
        JsonArray => field is "Variant" or "OsVersion" ? AbsentField.Text : null,
        JsonObject { Parent: JsonArray } => field switch
        {
            "User" or "WorkingDir" or "StopSignal" => AbsentField.Text,
            "Env" or "Entrypoint" or "Cmd" or "OnBuild" or "Shell" => AbsentField.List,
            "Healthcheck" => AbsentField.Nothing,
            _ => IsMap(field) ? AbsentField.Map : null,
        },
        JsonObject when IsMap(owner.GetPropertyName()) => AbsentField.Nothing,
        _ => null,
    };

    private static bool IsMap(string field) => field is "Labels" or "ExposedPorts" or "Volumes";

    /// <summary>The fields that <c>docker image inspect</c> shows.</summary>
    private static JsonObject Describe(ContentStore store, StoredImage image)
    {
        ImageReference[] names = [.. store.Images().Where(other => other.Digest == image.Digest).Select(static other => other.Name).OfType<ImageReference>()];
        ImageConfig? config = ImageContents.Of(store, image).Config;
        JsonNode? json = config is null ? null : JsonNode.Parse(config.Write());
        var described = new JsonObject
        {
            ["Id"] = image.Digest.Text,
            ["RepoTags"] = List(names.Where(static name => name.Tag is not null).Select(static name => name.ToFamiliarString())),
            ["RepoDigests"] = List(names.Select(name => $"{name.Name}@{image.Digest}").Distinct()),
            ["Comment"] = config?.History.LastOrDefault()?.Comment ?? "",
            ["Created"] = json?["created"]?.DeepClone(),
            ["Author"] = config?.Author ?? "",
            ["Config"] = json?["config"]?.DeepClone() ?? new JsonObject(),
            ["Architecture"] = config?.Platform.Architecture ?? "",
        };
        // Only where they are of interest, as Docker shows them.
        if (config?.Platform.Variant is { } variant)
            described["Variant"] = variant;
        described["Os"] = config?.Platform.Os ?? "";
        if (config?.Platform.OsVersion is { } version)
            described["OsVersion"] = version;
        described["Size"] = store.SizeOf(image.Digest);
        described["RootFS"] = new JsonObject
        {
            ["Type"] = "layers",
            ["Layers"] = List(config?.DiffIds.Select(static digest => digest.Text) ?? []),
        };
        described["Descriptor"] = new JsonObject
        {
            ["mediaType"] = image.MediaType,
            ["digest"] = image.Digest.Text,
            ["size"] = store.LengthOf(image.Digest),
        };
        return described;
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);
}
