using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;

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
        string folder = SharedData.PathOf($"cases/build/{name}");
        string arguments = Path.Combine(folder, "args.json");
        JsonElement given = File.Exists(arguments) ? JsonDocument.Parse(place.WithPorts(await File.ReadAllTextAsync(arguments, TestContext.Current.CancellationToken))).RootElement : default;
        using var build = new BuildCase(place.Folder, place.WithPorts(SharedData.Text($"cases/build/{name}/Dockerfile")))
        {
            Arguments = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("build-arg", out JsonElement pairs)
                ? pairs.EnumerateObject().ToImmutableDictionary(static pair => pair.Name, static pair => pair.Value.GetString()!)
                : ImmutableDictionary<string, string>.Empty,
            Target = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("target", out JsonElement target) && target.GetString() is { Length: > 0 } stage ? stage : null,
            Secrets = BuildCase.HiddenSecret,
        };
        build.WithContext(Path.Combine(folder, "context.tar"));
        (BuiltImage? image, int? line, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(image is not null, $"line {line}: {reason}\n{string.Join('\n', build.Output)}");
        JsonNode expected = JsonNode.Parse(place.WithPorts(SharedData.Text($"cases/build/{name}/expected.json")))!;
        JsonNode actual = Describe(build.Store, image, expected["base"]!.GetValue<string>() == "busybox");
        var wrong = new StringBuilder();
        Compare("", expected, actual, wrong);
        Assert.True(wrong.Length == 0, wrong.ToString());
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
