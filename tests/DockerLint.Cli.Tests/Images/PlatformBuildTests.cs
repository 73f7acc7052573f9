using System.Text.Json.Nodes;
using DockerLint.References;

namespace DockerLint.Cli.Tests.Images;

/// <summary>Images for several platforms at once.</summary>
public sealed class PlatformBuildTests : IDisposable
{
    private const string Category = "Category";

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Theory]
    [Trait(Category, "Root")]
    [InlineData("--platform", "linux/amd64,linux/arm/v7")]
    [InlineData("--platform", "linux/amd64", "--platform", "linux/arm/v7", "--platform", "linux/amd64")]
    public void An_index_has_an_image_for_each_platform(params string[] platforms)
    {
        _context.With("Dockerfile", "FROM scratch\nARG TARGETARCH TARGETVARIANT\nCOPY $TARGETARCH /file\nENV ARCH=$TARGETARCH$TARGETVARIANT\n")
            .With("amd64", "of amd64").With("arm", "of arm");
        string metadata = _context.PathOf("metadata");
        string digest = _place.Ok(["build", "-q", "--no-config", "-t", "one", "--iidfile", _context.PathOf("id"), "--metadata-file", metadata, .. platforms, _context.Path]).Trim();

        Assert.Equal(digest, _place.Store.Find("one")[0].Digest.Text);
        Assert.Equal(digest, _context.Read("id"));
        JsonNode told = JsonNode.Parse(File.ReadAllText(metadata))!;
        Assert.Equal((digest, "application/vnd.oci.image.index.v1+json"), ((string)told["containerimage.digest"]!, (string)told["containerimage.descriptor"]!["mediaType"]!));
        Assert.Null(told["containerimage.config.digest"]);
        JsonArray manifests = (JsonArray)Blob(digest)["manifests"]!;
        Assert.Equal(
            ["""{"architecture":"amd64","os":"linux"}""", """{"architecture":"arm","os":"linux","variant":"v7"}"""],
            manifests.Select(static manifest => manifest!["platform"]!.ToJsonString()));
        JsonNode[] images = [.. manifests.Select(manifest => Blob((string)manifest!["digest"]!))];
        JsonNode[] configs = [.. images.Select(image => Blob((string)image["config"]!["digest"]!))];
        Assert.Equal(["amd64", "arm"], configs.Select(static config => (string)config["architecture"]!));
        Assert.Equal(["ARCH=amd64", "ARCH=armv7"], configs.Select(static config => (string)config["config"]!["Env"]!.AsArray()[^1]!));
        Assert.Equal(["of amd64", "of arm"], images.Select(image => FileIn((string)image["layers"]!.AsArray().Single()!["digest"]!)));
    }

    [Fact]
    [Trait(Category, "Root")]
    public void Files_of_several_platforms_have_a_folder_each()
    {
        TwoFiles();
        string archive = _context.PathOf("files.tar");
        string oci = _context.PathOf("oci.tar");
        string digest = Build("-o", _context.PathOf("files"), "-o", $"type=tar,dest={archive}", "-o", $"type=oci,dest={oci}").Trim();

        Assert.Equal(("one", "two"), (_context.Read("files/linux_amd64/file"), _context.Read("files/linux_arm64/file")));
        Assert.Equal("linux_amd64/\nlinux_amd64/file\nlinux_arm64/\nlinux_arm64/file\n", Machine.Run("tar", "-tf", archive));
        Assert.Contains(digest, Machine.Run("tar", "-xOf", oci, "index.json"), StringComparison.Ordinal);
        Assert.All(
            (JsonArray)Blob(digest)["manifests"]!,
            manifest => Assert.NotEmpty(Machine.Run("tar", "-xOf", oci, "blobs/" + ((string)manifest!["digest"]!).Replace(':', '/'))));
    }

    [Fact]
    [Trait(Category, "Root")]
    public void What_is_said_of_each_image_stands_behind_all_images()
    {
        TwoFiles();
        JsonArray manifests = (JsonArray)Blob(Build("--provenance=true", "--sbom=true").Trim())["manifests"]!;

        Assert.Equal(
            ["linux/amd64", "linux/arm64", "unknown/unknown", "unknown/unknown"],
            manifests.Select(static manifest => $"{manifest!["platform"]!["os"]}/{manifest["platform"]!["architecture"]}"));
        Assert.Equal(
            manifests.Take(2).Select(static manifest => (string)manifest!["digest"]!),
            manifests.Skip(2).Select(static manifest => (string)manifest!["annotations"]!["vnd.docker.reference.digest"]!));
    }

    [Fact]
    [Trait(Category, "Runtime")]
    public void A_stage_of_this_machine_makes_files_for_others()
    {
        _context.With("Dockerfile", """
            FROM --platform=$BUILDPLATFORM scratch AS build
            COPY --chmod=755 busybox /bin/sh
            ARG TARGETPLATFORM
            RUN echo "for $TARGETPLATFORM" > /made
            FROM scratch
            COPY --from=build /made /file

            """);
        File.Copy("/usr/bin/busybox", _context.PathOf("busybox"));
        Run run = _place.Run("build", "--no-config", "--progress", "plain", "--platform", "linux/s390x,linux/riscv64", "-o", _context.PathOf("files"), _context.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(("for linux/s390x\n", "for linux/riscv64\n"), (_context.Read("files/linux_s390x/file"), _context.Read("files/linux_riscv64/file")));
        Assert.Matches(@"#\d+ \[linux/\w+->riscv64 build 2/2\] RUN .*echo", run.Error);
        Assert.Matches(@"#\d+ \[linux/s390x stage-1 1/1\] COPY", run.Error);
    }

    [Theory]
    [Trait(Category, "Root")]
    [InlineData("linux/amd64,linux/arm64,linux/s390x")]
    [InlineData("linux/s390x")]
    public void A_command_for_a_machine_that_is_not_there_is_refused_at_its_line_before_anything_is_built(string platforms)
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY Dockerfile /d\nFROM scratch\nCOPY --from=0 /d /e\nFROM --platform=linux/s390x scratch\nCOPY --from=1 /e /e\nRUN [\"/e\"]\n");
        Run run = _place.Run("build", "--no-config", "--progress", "plain", "--platform", platforms, _context.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Dockerfile:7:1: error: this machine, linux/", run.Error, StringComparison.Ordinal);
        Assert.Contains("does not run commands for linux/s390x; install an emulator: qemu-user-static", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("DONE", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one platform; name one, or write type=oci", "-o", "type=docker,dest=a")]
    [InlineData("one platform; name one, or write type=oci", "--load")]
    [InlineData("a graph is for one platform", "--print-llb=json")]
    [InlineData("--platform: ", "--platform", "linux/amd64,")]
    public void What_is_for_one_platform_is_refused_for_several(string reason, params string[] options)
    {
        TwoFiles();
        Run run = _place.Run(["build", "--no-config", "--platform", "linux/amd64,linux/arm64", .. options, _context.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [Trait(Category, "Root")]
    [InlineData("linux/amd64,linux/arm64")]
    [InlineData("linux/arm64,linux/amd64")]
    [InlineData("linux/amd64")]
    [InlineData("linux/arm64")]
    public void A_cache_for_others_has_the_steps_of_all_platforms(string platforms)
    {
        _context.With("Dockerfile", "FROM --platform=$BUILDPLATFORM scratch AS both\nCOPY Dockerfile /d\nFROM scratch\nARG TARGETARCH\nCOPY --from=both /d /e\nCOPY $TARGETARCH /file\n")
            .With("amd64", "one").With("arm64", "two");
        string folder = _context.PathOf("cache");
        Build("--cache-to", $"type=local,dest={folder},mode=max");
        using var other = new ImagePlace();
        string[] call = ["build", "--no-config", "--progress", "plain", "--platform", platforms, "--cache-from", $"type=local,src={folder}", _context.Path];
        Run run = other.Run(call);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(" CACHED\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" DONE ", run.Error, StringComparison.Ordinal);
        _context.With("amd64", "another").With("arm64", "another");
        Assert.Contains(" DONE ", other.Run(call).Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Category, "Root")]
    [Trait(RealRegistry.Trait, RealRegistry.Needed)]
    public async Task A_registry_gets_the_index_and_all_images()
    {
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string name = $"{registry.Host}/me/app:1";
        TwoFiles();
        string digest = Build("-t", name, "--push").Trim();
        string raw = Machine.Run("skopeo", "inspect", "--raw", "--tls-verify=false", $"docker://{name}");

        Assert.Equal(Blob(digest).ToJsonString(), JsonNode.Parse(raw)!.ToJsonString());
        foreach (string architecture in (string[])["amd64", "arm64"])
        {
            string config = Machine.Run("skopeo", "inspect", "--config", "--tls-verify=false", "--override-os", "linux", "--override-arch", architecture, $"docker://{name}");
            Assert.Equal(architecture, (string)JsonNode.Parse(config)!["architecture"]!);
        }

        Machine.Run("skopeo", "copy", "--all", "--src-tls-verify=false", $"docker://{name}", $"oci:{_context.PathOf("layout")}:x");
    }

    private void TwoFiles() => _context.With("Dockerfile", "FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /file\n").With("amd64", "one").With("arm64", "two");

    private string Build(params string[] options) =>
        _place.Ok(["build", "-q", "--no-config", "--platform", "linux/amd64,linux/arm64", .. options, _context.Path]);

    private JsonNode Blob(string digest) => JsonNode.Parse(_place.Store.Read(Parsed(digest)))!;

    private string FileIn(string layer) => Machine.Run("tar", "-xzOf", PathOf(Parsed(layer)), "file");

    private string PathOf(Digest digest)
    {
        using FileStream blob = _place.Store.Open(digest);
        return blob.Name;
    }

    private static Digest Parsed(string text) => Digest.TryParse(text, out Digest? digest, out _) ? digest : throw new ArgumentException(text);
}
