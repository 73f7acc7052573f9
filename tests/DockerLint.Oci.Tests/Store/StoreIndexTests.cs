using System.Text;
using CsCheck;
using DockerLint.Oci.Store;

namespace DockerLint.Oci.Tests.Store;

/// <summary>The index.json of a layout is read whoever wrote it, and kept.</summary>
public sealed class StoreIndexTests
{
    private const string A = "\"mediaType\":\"m\",\"digest\":\"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"size\":7";

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String,
        Gen.OneOf(
            "{", "}", "[", "]", ":", ",", "null", "\"schemaVersion\"", "2", "\"manifests\"", A, "\"annotations\"", "\"org.opencontainers.image.ref.name\"", "\"\\ud800\"", "\ud800", "\0",
            "\"io.containerd.image.name\"", "\"a:b\"")
            .Array[0, 30].Select(static parts => string.Concat(parts)));

    private static readonly Gen<string> s_index = Gen.OneOf(
            "{" + A + "}",
            "{" + A + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"}}",
            "{" + A + ",\"x\":[1.50],\"annotations\":{\"io.containerd.image.name\":\"a.io/b:c\",\"y\":\"ü\"}}")
        .Array[0, 4].Select(static entries => $"{{\"schemaVersion\":2,\"z\":{{}},\"manifests\":[{string.Join(',', entries)}]}}");

    [Theory]
    [InlineData("", null, null)]
    [InlineData("{\"org.opencontainers.image.ref.name\":\"v1\"}", null, "v1")]
    [InlineData("{\"org.opencontainers.image.ref.name\":\"a/b:v1\"}", "docker.io/a/b:v1", null)]
    [InlineData("{\"org.opencontainers.image.ref.name\":\"v1\",\"io.containerd.image.name\":\"docker.io/library/a:v1\"}", "docker.io/library/a:v1", null)]
    [InlineData("{\"io.containerd.image.name\":\"import-2024@x\"}", null, "import-2024@x")]
    [InlineData("{\"org.opencontainers.image.ref.name\":1}", null, null)]
    [InlineData("[]", null, null)]
    public void Names_are_read_from_annotations(string annotations, string? name, string? label)
    {
        StoreIndex index = Read($"{{\"schemaVersion\":2,\"manifests\":[{{{A}{(annotations.Length == 0 ? "" : $",\"annotations\":{annotations}")}}}]}}");
        StoreEntry entry = Assert.Single(index.Entries);
        Assert.Equal((name, label), (entry.Name?.Text, entry.Label));
        Assert.Equal(("m", 7), (entry.MediaType, entry.Size));
    }

    [Fact]
    public void A_name_is_written_for_others_too()
    {
        StoreEntry entry = StoreEntry.Of(Images.DigestOf("x"), "m", 1, Images.Named("redis:7"));
        Assert.Equal(
            $"{{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{{\"mediaType\":\"m\",\"digest\":\"{Images.DigestOf("x")}\",\"size\":1,"
            + "\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/redis:7\",\"org.opencontainers.image.ref.name\":\"7\"}}]}",
            Encoding.UTF8.GetString(StoreIndex.Empty.With(entry).Write()));
    }

    [Fact]
    public void What_others_wrote_stays() => s_index.Sample(static json =>
        Assert.Equal(json, Encoding.UTF8.GetString(Read(json).Write())));

    [Fact]
    public void Another_name_keeps_the_other_annotations()
    {
        StoreIndex index = Read($"{{\"schemaVersion\":2,\"manifests\":[{{{A},\"annotations\":{{\"y\":\"1\",\"org.opencontainers.image.ref.name\":\"v1\"}}}}]}}");
        Assert.Equal(
            $"{{{A},\"annotations\":{{\"y\":\"1\",\"io.containerd.image.name\":\"docker.io/library/a:2\",\"org.opencontainers.image.ref.name\":\"2\"}}}}",
            index.Entries[0].Named(Images.Named("a:2")).Json.GetRawText());
    }

    [Theory]
    [InlineData("", "is no valid JSON")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{\"schemaVersion\":1}", "has a 'schemaVersion' other than 2")]
    [InlineData("{\"schemaVersion\":2,\"manifests\":{}}", "has 'manifests' that are no list")]
    [InlineData("{\"schemaVersion\":2,\"manifests\":[{" + A + "},{}]}", "has an image without media type, digest or size (number 2)")]
    [InlineData("{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"m\",\"digest\":\"sha256:../../../etc/passwd\",\"size\":7}]}", "has an image without media type, digest or size (number 1)")]
    public void A_broken_file_is_told(string json, string reason)
    {
        Assert.False(StoreIndex.TryRead(Encoding.UTF8.GetBytes(json), out _, out string? error));
        Assert.Equal(reason, error);
    }

    [Fact]
    public void Reading_never_throws() => s_text.Sample(static text =>
        Assert.NotEqual(StoreIndex.TryRead(Encoding.UTF8.GetBytes(text), out _, out string? error), error is not null));

    private static StoreIndex Read(string json) =>
        StoreIndex.TryRead(Encoding.UTF8.GetBytes(json), out StoreIndex? index, out string? error) ? index : throw new InvalidOperationException(error);
}
