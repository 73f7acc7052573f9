using System.Text;
using CsCheck;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Oci.Tests.Model;

public sealed class ModelTests
{
    private const int Iterations = 3000;
    private const string Digest = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private const string Config = """
        {"created":"2024-05-01T10:20:30.123456789Z","author":"me","architecture":"arm64","os":"linux","os.version":"10.0","variant":"v8",
         "config":{"User":"app","ExposedPorts":{"80/tcp":{}},"Env":["A=1"],"Entrypoint":["/run"],"Cmd":null,"WorkingDir":"/w","Labels":{"a":"<b>"},
           "Healthcheck":{"Test":["CMD","true"],"Interval":30000000000},"Volumes":{"/data":{}},"StopSignal":"SIGINT","Shell":["/bin/sh"],"OnBuild":["RUN x"]},
         "rootfs":{"type":"layers","diff_ids":["DIGEST"]},
         "history":[{"created":"2024-05-01T10:20:30Z","created_by":"RUN x","comment":"c","empty_layer":true}],
         "moby.buildkit.cache.v0":"kept"}
        """;

    private const string Index = """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
          {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"DIGEST","size":7,"platform":{"os":"linux","architecture":"arm","variant":"v6"}},
          {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"DIGEST","size":8,"platform":{"os":"linux","architecture":"arm","variant":"v7"}},
          {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"DIGEST","size":9,"platform":{"os":"linux","architecture":"arm64"}},
          {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"DIGEST","size":1,"platform":{"os":"unknown","architecture":"unknown"},"annotations":{"a":"b"}}],
         "subject":{"mediaType":"x","digest":"DIGEST","size":0},"artifactType":"y","annotations":{"k":"v"}}
        """;

    private static readonly Gen<byte[]> s_broken = Gen.Select(
        Gen.OneOf(Config, Index), Gen.Int[0, 1200], Gen.Int[0, 30], Gen.OneOf("", "{", "}", "[", "]", "\"", "null", "-1", "1e400", "\\ud800", "\0", "ÿ"),
        static (text, start, length, piece) =>
        {
            string whole = text.Replace("DIGEST", Digest, StringComparison.Ordinal);
            int from = Math.Min(start, whole.Length);
            return Encoding.Latin1.GetBytes(whole.Remove(from, Math.Min(length, whole.Length - from)).Insert(from, piece));
        });

    [Fact]
    public void A_configuration_is_written_as_it_was_read()
    {
        ImageConfig config = ReadConfig(Bytes(Config));
        Assert.Equal(new Platform("linux", "arm64", "v8").Format(), config.Platform.Format());
        Assert.Equal("10.0", config.Platform.OsVersion);
        Assert.Equal(["/run"], config.Runtime.Entrypoint!.Value);
        Assert.Null(config.Runtime.Command);
        Assert.Equal(["80/tcp"], config.Runtime.ExposedPorts);
        Assert.Equal("<b>", config.Runtime.Labels["a"]);
        Assert.True(config.History[0].IsEmptyLayer);
        string written = Encoding.UTF8.GetString(config.Write());
        Assert.Contains("\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"],\"Interval\":30000000000}", written, StringComparison.Ordinal);
        Assert.Contains("\"moby.buildkit.cache.v0\":\"kept\"", written, StringComparison.Ordinal);
        Assert.Equal(written, Encoding.UTF8.GetString(ReadConfig(Encoding.UTF8.GetBytes(written)).Write()));
    }

    [Fact]
    public void An_index_is_written_as_it_was_read()
    {
        ImageIndex index = ReadIndex();
        Assert.Equal("y", index.ArtifactType);
        Assert.Equal(0, index.Subject!.Size);
        Assert.Equal("v", index.Annotations["k"]);
        Assert.Equal(["linux/arm/v6", "linux/arm/v7", "linux/arm64"], index.Platforms.Select(static platform => platform.Format()));
        byte[] written = index.Write();
        Assert.Equal(written, ManifestDocument.Read(written).Value!.Write());
    }

    [Theory]
    [InlineData("linux/arm", 8)]
    [InlineData("linux/arm/v7", 8)]
    [InlineData("linux/arm/v6", 7)]
    [InlineData("linux/arm/v8", 8)]
    [InlineData("linux/arm/v5", null)]
    [InlineData("linux/arm64", 9)]
    [InlineData("linux/arm64/v8", 9)]
    [InlineData("linux/arm64/v9", 9)]
    [InlineData("linux/amd64", null)]
    [InlineData("windows/arm64", null)]
    public void The_image_that_runs_best_on_a_platform_is_chosen(string platform, int? size)
    {
        Assert.True(Platform.TryParse(platform, out Platform? machine, out _));
        Assert.Equal(size, ReadIndex().For(machine)?.Size);
    }

    [Theory]
    [InlineData("linux/amd64", "linux/amd64", true)]
    [InlineData("linux/amd64/v2", "linux/amd64", false)]
    [InlineData("linux/amd64/v2", "linux/amd64/v3", true)]
    [InlineData("linux/arm64/v8", "linux/arm64", true)]
    [InlineData("linux/arm64", "linux/arm64/v8", true)]
    [InlineData("linux/arm64/v9", "linux/arm64", false)]
    [InlineData("linux/arm/v7", "linux/arm64", false)]
    [InlineData("windows(10.0.17763.1)/amd64", "windows(10.0.17763)/amd64", true)]
    [InlineData("windows(10.0.20348.1)/amd64", "windows(10.0.17763)/amd64", false)]
    [InlineData("linux/mips/hard", "linux/mips/soft", false)]
    public void A_processor_runs_what_is_for_an_earlier_one(string image, string machine, bool expected)
    {
        Assert.True(Platform.TryParse(image, out Platform? built, out _));
        Assert.True(Platform.TryParse(machine, out Platform? here, out _));
        Assert.Equal(expected, PlatformMatch.Runs(built, here));
    }

    [Fact]
    public void A_document_that_is_too_long_is_not_read()
    {
        Assert.Contains("more than", ManifestDocument.Read(new byte[5_000_000]).Error, StringComparison.Ordinal);
        Assert.Contains("more than", ImageConfig.Read(new byte[9_000_000]).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"other":"\ud800"}""")]
    [InlineData("""{"other":[{"\udc00":1}]}""")]
    [InlineData("""{"config":{"Other":["\ud800"]}}""")]
    public void A_text_that_is_no_Unicode_is_refused_wherever_it_stands(string json) =>
        Assert.Contains("no Unicode", ImageConfig.Read(Encoding.UTF8.GetBytes(json)).Error, StringComparison.Ordinal);

    [Fact]
    public void Any_document_is_read_without_an_exception() => Gen.OneOf(s_broken, Gen.Byte.Array[0, 100]).Sample(
        static json =>
        {
            DocumentResult<ManifestDocument> manifest = ManifestDocument.Read(json, MediaTypes.OciIndex);
            Assert.NotEqual(manifest.Value is null, manifest.Error is null);
            manifest.Value?.Write();
            ImageConfig.Read(json).Value?.Write();
        },
        iter: Iterations);

    [Fact]
    public void A_digest_is_that_of_the_content() => Assert.Equal(Digest, ContentDigest.Of("{}"u8).Text);

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json.Replace("DIGEST", Digest, StringComparison.Ordinal));

    private static ImageConfig ReadConfig(byte[] json)
    {
        DocumentResult<ImageConfig> result = ImageConfig.Read(json);
        Assert.True(result.Success, result.Error);
        return result.Value;
    }

    private static ImageIndex ReadIndex()
    {
        DocumentResult<ManifestDocument> result = ManifestDocument.Read(Bytes(Index));
        Assert.True(result.Success, result.Error);
        return Assert.IsType<ImageIndex>(result.Value);
    }
}
