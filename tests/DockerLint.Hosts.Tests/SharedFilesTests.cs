using System.Text.Json;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests;

/// <summary>Bake files and development containers of real repositories.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class SharedFilesTests
{
    private static readonly JsonDocumentOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    [Fact]
    public void A_development_container_has_the_image_and_build_that_its_JSON_has() => Assert.All(TextsOf("devcontainer"), static text =>
    {
        ImageDocument document = HostReader.Read(HostKind.Devcontainer, new SourceText(text), static _ => null);
        using JsonDocument json = JsonDocument.Parse(text.TrimStart('\uFEFF'), s_options);
        Assert.Empty(document.Errors);
        Assert.Equal(
            json.RootElement.TryGetProperty("image", out JsonElement image) ? [image.GetString()!] : [],
            document.Images.Select(found => text.Substring(found.Span.Start, found.Span.Length)));
        Assert.Equal(
            json.RootElement.TryGetProperty("dockerFile", out JsonElement dockerfile)
                || (json.RootElement.TryGetProperty("build", out JsonElement build) && build.TryGetProperty("dockerfile", out dockerfile))
                ? [dockerfile.GetString()!]
                : [],
            document.Builds.Select(static found => found.Dockerfile!.Text));
    });

    [Fact]
    public void A_Bake_file_is_read_to_its_end() => Assert.All(TextsOf("bake"), static text =>
    {
        ImageDocument document = HostReader.Read(HostKind.Bake, new SourceText(text), static _ => null);
        Assert.Empty(document.Errors);
        Assert.All(document.Images, static image => Assert.True(image.Result.Success, image.Text));
        Assert.All(document.Builds, static build => Assert.False(build.IsUnknown));
        Assert.Equal(text.Contains("target \"", StringComparison.Ordinal), !document.Builds.IsEmpty);
    });

    private static IEnumerable<string> TextsOf(string kind) => SharedData.Lines("corpus/hosts.jsonl")
        .Where(line => line.GetProperty("kind").GetString() == kind)
        .Select(static line => SharedData.Text($"corpus/{line.GetProperty("file").GetString()}"));
}
