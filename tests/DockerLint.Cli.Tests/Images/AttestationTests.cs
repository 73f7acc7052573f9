using System.Text.Json.Nodes;
using DockerLint.References;

namespace DockerLint.Cli.Tests.Images;

/// <summary>What builds say about images beside them.</summary>
[Trait("Category", "Root")]
public sealed class AttestationTests : IDisposable
{
    private const string Provenance = "https://slsa.dev/provenance/v0.2";
    private const string Packages = "https://spdx.dev/Document";

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void The_image_is_in_an_index_with_what_is_said_of_it()
    {
        Debian();
        JsonObject index = Build("--sbom=true", "--provenance=true");

        JsonNode image = index["manifests"]![0]!;
        JsonNode attestation = index["manifests"]![1]!;
        Assert.Equal("linux", (string)image["platform"]!["os"]!);
        Assert.Equal(("unknown", "unknown"), ((string)attestation["platform"]!["os"]!, (string)attestation["platform"]!["architecture"]!));
        Assert.Equal("attestation-manifest", (string)attestation["annotations"]!["vnd.docker.reference.type"]!);
        Assert.Equal((string)image["digest"]!, (string)attestation["annotations"]!["vnd.docker.reference.digest"]!);
        JsonArray layers = (JsonArray)Blob(attestation)["layers"]!;
        Assert.Equal([Packages, Provenance], layers.Select(static layer => (string)layer!["annotations"]!["in-toto.io/predicate-type"]!));
        Assert.All(layers, static layer => Assert.Equal("application/vnd.in-toto+json", (string)layer!["mediaType"]!));
        JsonObject statement = Statement(index, Provenance);
        Assert.Equal("https://in-toto.io/Statement/v0.1", (string)statement["_type"]!);
        Assert.Equal((string)image["digest"]!, "sha256:" + (string)statement["subject"]![0]!["digest"]!["sha256"]!);
    }

    [Fact]
    public void Provenance_tells_arguments_and_steps_where_all_is_asked_for_and_secrets_never()
    {
        _context.With("Dockerfile", "FROM scratch\nARG A\nCOPY a /a\nWORKDIR /w\n").With("a", "x").With("hidden", "hidden-secret");
        string[] arguments = ["--build-arg", "A=told", "--label", "l=m", "--secret", $"id=s,src={_context.PathOf("hidden")}"];
        JsonObject small = Predicate(Build([.. arguments, "--provenance", "mode=min"]));
        JsonObject large = Predicate(Build([.. arguments, "--attest", "type=provenance,mode=max,builder-id=https://ci/1"]));

        Assert.Equal("https://mobyproject.org/buildkit@v1", (string)small["buildType"]!);
        Assert.Equal("Dockerfile", (string)small["invocation"]!["configSource"]!["entryPoint"]!);
        Assert.False((bool)small["metadata"]!["completeness"]!["parameters"]!);
        Assert.True((bool)small["metadata"]!["https://mobyproject.org/buildkit@v1#hermetic"]!);
        Assert.Null(small["buildConfig"]);
        Assert.DoesNotContain("told", small.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("https://ci/1", (string)large["builder"]!["id"]!);
        Assert.Equal("told", (string)large["invocation"]!["parameters"]!["args"]!["build-arg:A"]!);
        Assert.Equal("m", (string)large["invocation"]!["parameters"]!["args"]!["label:l"]!);
        JsonArray steps = (JsonArray)large["buildConfig"]!["llbDefinition"]!;
        Assert.Equal("/w", (string)steps[1]!["op"]!["Op"]!["file"]!["actions"]![0]!["Action"]!["mkdir"]!["path"]!);
        Assert.Equal("step0:0", (string)steps[1]!["inputs"]![0]!);
        Assert.DoesNotContain("hidden-secret", large.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Provenance_names_git_repositories_by_their_commits_without_passwords()
    {
        using var server = new GitServer();
        GitServer.Repository repository = server.Make("r").With("Dockerfile", $"FROM scratch\nADD {server.Address}/r.git#main /r\n");
        string commit = repository.Commit();
        _place.Ok("build", "-q", "--no-config", "-t", "one", "--provenance", "mode=max,version=v1", repository.Address.Replace("://", "://me:hidden@", StringComparison.Ordinal));
        JsonObject predicate = (JsonObject)Statement(Index("one"), "https://slsa.dev/provenance/v1")["predicate"]!;

        JsonNode source = predicate["buildDefinition"]!["externalParameters"]!["configSource"]!;
        Assert.Equal((repository.Address, commit, "Dockerfile"), ((string)source["uri"]!, (string)source["digest"]!["sha1"]!, (string)source["path"]!));
        JsonArray dependencies = (JsonArray)predicate["buildDefinition"]!["resolvedDependencies"]!;
        Assert.Equal([repository.Address, repository.Address + "#main"], dependencies.Select(static dependency => (string)dependency!["uri"]!));
        Assert.All(dependencies, dependency => Assert.Equal(commit, (string)dependency!["digest"]!["sha1"]!));
        Assert.DoesNotContain("hidden", predicate["buildDefinition"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)predicate["runDetails"]!["metadata"]!["buildkit_completeness"]!["resolvedDependencies"]!);
    }

    [Fact]
    public void Packages_are_those_of_dpkg_and_apk()
    {
        Debian();
        JsonObject debian = (JsonObject)Statement(Build("--sbom", "true"), Packages)["predicate"]!;
        Assert.Equal("SPDX-2.3", (string)debian["spdxVersion"]!);
        Assert.Equal(
            ["pkg:deb/debian/base-files@12.4?arch=amd64&distro=debian-12", "pkg:deb/debian/libc%2B%2B1@1%3A2?arch=all&distro=debian-12"],
            Locators(debian));
        Assert.Equal("Person: Somebody (me@example.org)", (string)debian["packages"]![1]!["supplier"]!);
        Assert.Equal(["DESCRIBES", "CONTAINS", "CONTAINS"], ((JsonArray)debian["relationships"]!).Select(static one => (string)one!["relationshipType"]!));

        _context.With("Dockerfile", "FROM scratch\nCOPY installed /lib/apk/db/installed\nCOPY os-release /etc/os-release\n")
            .With("installed", "C:Q1\nP:musl\nV:1.2.4-r2\nA:x86_64\nL:MIT\nF:lib\n\nP:zlib\nV:1-r0\nA:x86_64\n\n")
            .With("os-release", "ID=alpine\nVERSION_ID=3.19.0\n");
        JsonObject alpine = (JsonObject)Statement(Build("--attest", "type=sbom"), Packages)["predicate"]!;
        Assert.Equal(["pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.19.0", "pkg:apk/alpine/zlib@1-r0?arch=x86_64&distro=alpine-3.19.0"], Locators(alpine));
        Assert.Equal("MIT", (string)alpine["packages"]![1]!["licenseComments"]!);
    }

    [Fact]
    public void The_same_twice_has_the_same_digest()
    {
        Debian();
        string[] call = ["build", "-q", "--no-config", "--no-cache", "--build-arg", "SOURCE_DATE_EPOCH=1000000000", "-t", "one", "--sbom=true", "--provenance=mode=max", _context.Path];

        Assert.Equal(_place.Ok(call), _place.Ok(call));
        JsonObject metadata = (JsonObject)Predicate(Index("one"))["metadata"]!;
        Assert.Equal(("2001-09-09T01:46:40Z", "2001-09-09T01:46:40Z"), ((string)metadata["buildStartedOn"]!, (string)metadata["buildFinishedOn"]!));
    }

    [Theory]
    [InlineData("--attest: 'type=x' is of no type", "--attest", "type=x")]
    [InlineData("--provenance: 'mode=most'", "--provenance", "mode=most")]
    [InlineData("--sbom: 'generator=image'", "--sbom", "generator=image")]
    public void What_cannot_be_said_is_refused(string reason, params string[] options)
    {
        _context.With("Dockerfile", "FROM scratch\n");
        Run run = _place.Run(["build", .. options, _context.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Archives_of_docker_have_the_image_alone_and_those_of_OCI_all()
    {
        Debian();
        string oci = _context.PathOf("oci.tar");
        string docker = _context.PathOf("docker.tar");
        JsonObject index = Build("--sbom=true", "-o", $"type=oci,dest={oci}", "-o", $"type=docker,dest={docker}");
        string attestation = ((string)index["manifests"]![1]!["digest"]!)["sha256:".Length..];

        Assert.Contains(attestation, Machine.Run("tar", "-tf", oci), StringComparison.Ordinal);
        Assert.DoesNotContain(attestation, Machine.Run("tar", "-tf", docker), StringComparison.Ordinal);
        Assert.Contains("manifest.json", Machine.Run("tar", "-tf", docker), StringComparison.Ordinal);
    }

    [Fact]
    [Trait(RealRegistry.Trait, RealRegistry.Needed)]
    public async Task A_registry_gets_all_of_it_and_a_pull_and_a_build_take_the_image()
    {
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string name = $"{registry.Host}/me/app:1";
        Debian();
        _place.Ok("build", "-q", "--no-config", "-t", name, "--sbom=true", "--provenance=true", "--push", _context.Path);
        string raw = Machine.Run("skopeo", "inspect", "--raw", "--tls-verify=false", $"docker://{name}");

        JsonNode index = JsonNode.Parse(raw)!;
        Assert.Equal("attestation-manifest", (string)index["manifests"]![1]!["annotations"]!["vnd.docker.reference.type"]!);
        Assert.Contains("\"linux\"", Machine.Run("skopeo", "inspect", "--tls-verify=false", $"docker://{name}"), StringComparison.Ordinal);
        using var other = new ImagePlace();
        Assert.Equal(0, other.Run("pull", "-q", name).ExitCode);
        _context.With("Dockerfile", $"FROM {name}\nCOPY status /s\n");
        Assert.Equal(0, other.Run("build", "-q", "--no-config", "-t", "next", _context.Path).ExitCode);
    }

    [Fact]
    public void Annotations_are_written_on_the_manifest_and_on_the_index()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY Dockerfile /a\n");
        JsonObject index = Build("--sbom=true", "--annotation", "a=1", "--annotation", "manifest,index:b=2", "--annotation", "index:c=x=y");

        Assert.Equal("""{"b":"2","c":"x=y"}""", index["annotations"]!.ToJsonString());
        Assert.Equal("""{"a":"1","b":"2"}""", Blob(index["manifests"]![0]!)["annotations"]!.ToJsonString());
    }

    [Fact]
    public void A_database_of_packages_that_is_not_read_is_named()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY Packages /var/lib/rpm/\n").With("Packages", "x");
        JsonNode document = Statement(Build("--sbom", "true"), Packages)["predicate"]!;
        Assert.Contains("/var/lib/rpm/Packages is a database of an older kind", (string)document["creationInfo"]!["comment"]!, StringComparison.Ordinal);
    }

    private void Debian() => _context
        .With("Dockerfile", "FROM scratch\nCOPY status /var/lib/dpkg/status\nCOPY one /var/lib/dpkg/status.d/libc\nCOPY os-release /etc/os-release\n")
        .With("status", "Package: base-files\nStatus: install ok installed\nMaintainer: Somebody <me@example.org>\nArchitecture: amd64\nVersion: 12.4\nDescription: x\n Version: 9\n\n"
            + "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\nPackage: half\nStatus: install ok half-installed\nVersion: 1\n")
        .With("one", "Package: libc++1\nArchitecture: all\nVersion: 1:2\n")
        .With("os-release", "PRETTY_NAME=\"Debian\"\nID=debian\nVERSION_ID=\"12\"\n");

    private JsonObject Build(params string[] options)
    {
        _place.Ok(["build", "-q", "--no-config", "-t", "one", .. options, _context.Path]);
        return Index("one");
    }

    private JsonObject Index(string name) => (JsonObject)JsonNode.Parse(_place.Store.Read(_place.Store.Find(name)[0].Digest))!;

    private JsonNode Blob(JsonNode descriptor)
    {
        Assert.True(Digest.TryParse((string)descriptor["digest"]!, out Digest? digest, out _));
        return JsonNode.Parse(_place.Store.Read(digest))!;
    }

    private JsonObject Predicate(JsonObject index) => (JsonObject)Statement(index, Provenance)["predicate"]!;

    private JsonObject Statement(JsonObject index, string predicateType)
    {
        JsonNode layer = ((JsonArray)Blob(index["manifests"]![1]!)["layers"]!).Single(layer => (string)layer!["annotations"]!["in-toto.io/predicate-type"]! == predicateType)!;
        return (JsonObject)Blob(layer);
    }

    private static IEnumerable<string> Locators(JsonObject document) =>
        ((JsonArray)document["packages"]!).Skip(1).Select(static package => (string)package!["externalRefs"]![0]!["referenceLocator"]!);
}
