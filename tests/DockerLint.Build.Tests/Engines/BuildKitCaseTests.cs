using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Outputs;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Tests.Engines;

/// <summary>What BuildKit makes of Dockerfiles, and which of them it refuses at which line.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
[Trait(Machine.Trait, Machine.Runtime)]
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class BuildKitCaseTests(BuildPlace place) : IClassFixture<BuildPlace>
{
    public static TheoryData<string> Cases => [.. Directory.GetDirectories(SharedData.PathOf("cases/build")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Images_are_those_of_BuildKit(string name)
    {
        using BuildCase build = Open(name, null);
        (BuiltImage? image, int? line, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(image is not null, $"line {line}: {reason}\n{string.Join('\n', build.Output)}");
        JsonNode expected = JsonNode.Parse(place.WithPorts(SharedData.Text($"cases/build/{name}/expected.json")))!;
        JsonNode actual = Describe(build.Store, image, expected["base"]!.GetValue<string>() == "busybox");
        var wrong = new StringBuilder();
        Compare("", expected, actual, wrong);
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task What_umoci_unpacks_is_what_was_built(string name)
    {
        using var folder = new TemporaryFolder();
        using BuildCase build = Open(name, folder.PathOf("built"));
        (BuiltImage? image, _, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(image is not null, reason);
        using (FileStream archive = File.Create(folder.PathOf("image.tar")))
            ImageArchive.Write(archive, build.Store, image.Manifest, [ImageReference.Parse("app:1").Reference!], isDocker: false);
        Machine.Shell(folder.Path, "mkdir image; tar -xf image.tar -C image");
        string tag = JsonNode.Parse(folder.Read("image/index.json"))!["manifests"]![0]!["annotations"]!["org.opencontainers.image.ref.name"]!.GetValue<string>();
        Machine.Run("umoci", "unpack", "--image", $"{folder.PathOf("image")}:{tag}", folder.PathOf("bundle"));

        const string List = "find . -mindepth 1 -printf '%P %y %m %U %G %n %l\\n' | sed '/ d /s/ [0-9]* $//' | LC_ALL=C sort; find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2";
        Assert.Equal(Machine.Shell(folder.PathOf("built"), List), Machine.Shell(folder.PathOf("bundle", "rootfs"), List));
    }

    [Fact]
    public async Task Dockerfiles_are_refused_at_the_line_of_BuildKit()
    {
        var wrong = new StringBuilder();
        foreach (JsonElement entry in SharedData.Lines("cases/build/reject.jsonl"))
        {
            string dockerfile = entry.GetProperty("dockerfile").GetString()!;
            using var build = new BuildCase(place.Folder, place.WithPorts(dockerfile)).WithContext(SharedData.PathOf("cases/build/reject-context.tar"));
            (BuiltImage? image, int? line, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
            int? expected = entry.GetProperty("line").ValueKind == JsonValueKind.Number ? entry.GetProperty("line").GetInt32() : null;
            if (image is not null || (expected is not null && line != expected))
                wrong.AppendLine($"{dockerfile}  {entry.GetProperty("error")} at {expected}; here at {line}: {reason ?? "accepted"}");
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    /// <summary>A case of the shared data.</summary>
    /// <param name="name">Its folder.</param>
    /// <param name="files">Where the files of the image go; null for nowhere.</param>
    private BuildCase Open(string name, string? files)
    {
        string folder = SharedData.PathOf($"cases/build/{name}");
        string arguments = Path.Combine(folder, "args.json");
        JsonElement given = File.Exists(arguments) ? JsonDocument.Parse(place.WithPorts(File.ReadAllText(arguments))).RootElement : default;
        return new BuildCase(place.Folder, place.WithPorts(SharedData.Text($"cases/build/{name}/Dockerfile")))
        {
            Arguments = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("build-arg", out JsonElement pairs)
                ? pairs.EnumerateObject().ToImmutableDictionary(static pair => pair.Name, static pair => pair.Value.GetString()!)
                : ImmutableDictionary<string, string>.Empty,
            Target = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("target", out JsonElement target) && target.GetString() is { Length: > 0 } stage ? stage : null,
            Secrets = BuildCase.HiddenSecret,
            FilesFolder = files,
        }.WithContext(Path.Combine(folder, "context.tar"));
    }

    /// <summary>An image as the cases describe it.</summary>
    private static JsonObject Describe(ContentStore store, BuiltImage image, bool hasBase)
    {
        var manifest = (ImageManifest)ManifestDocument.Read(store.Read(image.Manifest.Digest)).Value!;
        JsonNode config = JsonNode.Parse(store.Read(image.ConfigDigest))!;
        int below = hasBase ? 1 : 0;
        var over = FlatImage.Of(store, manifest.Layers);
        (JsonObject changed, JsonArray removed) = over.Over(FlatImage.Of(store, manifest.Layers.Take(below)), File.ReadAllBytes(Machine.Busybox));
        JsonArray history = config["history"]?.AsArray() ?? [];
        foreach (JsonNode? entry in history)
            entry!.AsObject().Remove("created");
        return new JsonObject
        {
            ["config"] = config["config"]?.DeepClone(),
            ["author"] = config["author"]?.DeepClone(),
            ["history"] = history.DeepClone(),
            ["layers_above_base"] = manifest.Layers.Length - below,
            ["changed"] = changed,
            ["removed"] = removed,
        };
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, StringBuilder wrong)
    {
        if (expected is JsonObject wanted && actual is JsonObject found)
        {
            foreach (string name in wanted.Select(static member => member.Key).Union(found.Select(static member => member.Key)).Order(StringComparer.Ordinal))
            {
                if (path.Length > 0 || name is not ("builder" or "base"))
                    Compare($"{path}.{name}", wanted[name], found[name], wrong);
            }
        }
        else if (expected is JsonArray items && actual is JsonArray others && items.Count == others.Count)
        {
            for (int index = 0; index < items.Count; index++)
                Compare($"{path}[{index}]", items[index], others[index], wrong);
        }
        else if (!JsonNode.DeepEquals(expected, actual))
        {
            wrong.AppendLine($"{path}: {expected?.ToJsonString() ?? "nothing"}; here {actual?.ToJsonString() ?? "nothing"}");
        }
    }
}
