using System.Text.Json;

namespace DockerLint.Cli.Tests.Images;

public sealed class ImageBuildTests : IDisposable
{
    private const string Category = "Category";
    private const string Busybox = "/usr/bin/busybox";

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void What_the_linter_calls_an_error_stops_a_build()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a\n");
        Run run = _place.Run("build", "-t", "app:1", _context.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("DL1000", run.Output, StringComparison.Ordinal);
        Assert.Empty(_place.Store.Images());
    }

    [Fact]
    public void A_plan_is_shown_and_nothing_is_built()
    {
        _context.With("Dockerfile", "FROM scratch AS files\nCOPY a /a\nFROM scratch\nCOPY --from=files /a /b\nCMD [\"/b\"]\n").With("a", "text");
        string plan = _place.Ok("build", "--dry-run", "--no-config", _context.Path);

        Assert.Contains("stage files (linux/", plan, StringComparison.Ordinal);
        Assert.Contains("COPY /a /b", plan, StringComparison.Ordinal);
        Assert.Empty(_place.Store.Images());
    }

    [Theory]
    [InlineData("--target=", "--platform=", "--network=", "--file=", "--progress=", "--iidfile=", "--metadata-file=")]
    [InlineData("--target", "", "--platform", "")]
    [InlineData("--target", "files", "--target", "")]
    [InlineData("--pull=false", "--no-cache=0", "--load=f")]
    public void An_empty_value_or_a_flag_that_does_not_hold_is_the_same_as_none(params string[] args)
    {
        _context.With("Dockerfile", "FROM scratch AS files\nCOPY a /a\nFROM scratch\nCOPY --from=files /a /b\n").With("a", "text");

        Assert.Equal(_place.Ok("build", "--dry-run", "--no-config", _context.Path), _place.Ok(["build", "--dry-run", "--no-config", .. args, _context.Path]));
    }

    [Theory]
    [InlineData("-q", "--dry-run")]
    [InlineData("--print-llb=json")]
    public void A_Dockerfile_on_standard_input_is_read_once_for_linter_and_build(params string[] args)
    {
        _context.With("a", "text");
        Run run = _place.RunWith("FROM scratch\nCOPY a /a\n", ["build", "--no-config", .. args, "-f", "-", _context.Path]);

        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\n");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(_place.Ok(["build", "--no-config", .. args, _context.Path]), run.Output);
    }

    [Theory]
    [InlineData("build takes one PATH", "build")]
    [InlineData("no-such-folder", "build", "no-such-folder")]
    [InlineData("--progress: 'x'", "build", "--progress", "x", ".")]
    [InlineData("--tag: A", "build", "-t", "A", ".")]
    [InlineData("--push: the image has no name", "build", "--push", ".")]
    [InlineData("--secret: 'src=a' has no id", "build", "--secret", "src=a", ".")]
    [InlineData("--add-host: 'host-gateway' is no IP address", "build", "--add-host", "a:host-gateway", ".")]
    [InlineData("--keep-storage: 'much' is no size", "build", "--keep-storage", "much", ".")]
    [InlineData("--keep-storage: 'much' is no size", "prune", "--build-cache", "--keep-storage", "much")]
    [InlineData("add --build-cache", "prune", "--keep-storage", "1g")]
    [InlineData("--build-context: an image of a layout is taken by way of the store: 'skopeo copy oci:layout:v1 oci:", "build", "--build-context", "a=oci-layout://layout:v1", ".")]
    [InlineData("--annotation: 'x' is not KEY=VALUE", "build", "--annotation", "x", ".")]
    [InlineData("--annotation: 'index:a=b': the image has no index", "build", "--annotation", "index:a=b", ".")]
    [InlineData("--annotation: 'manifest[linux/amd64]' is neither manifest nor index", "build", "--annotation", "manifest[linux/amd64]:a=b", ".")]
    [InlineData("--output: type 'x'", "build", "-o", "type=x,dest=a", ".")]
    [InlineData("--output: 'x' is none of type, dest, name, push, ", "build", "-o", "type=oci,dest=a,x=y", ".")]
    [InlineData("--output: what is written is compression=gzip and cannot be otherwise", "build", "-o", "type=oci,dest=a,compression=zstd", ".")]
    [InlineData("--output: what is written is tar=true and cannot be otherwise", "build", "-o", "type=oci,dest=a,tar=false", ".")]
    [InlineData("--output: 'b' is no field", "build", "-o", "type=image,name=a,b", ".")]
    [InlineData("--output: A: ", "build", "-o", "type=image,name=A", ".")]
    [InlineData("--output: push 'x' is neither true nor false", "build", "-o", "type=image,push=x", ".")]
    [InlineData("cannot be pushed; write type=registry", "build", "-o", "type=oci,dest=a,push=true", ".")]
    [InlineData("--output: 'type=image' does not say under which name; add name=NAME, or --tag", "build", "-o", "type=image,push=true", ".")]
    [InlineData("--output: 'type=registry' does not say under which name; add name=NAME, or --tag", "build", "-o", "type=image,name=a,push=true", "-o", "type=registry", ".")]
    [InlineData("--output: '': the value is empty", "build", "-o", "", ".")]
    [InlineData("--cache-to: ignore-error 'tru' is neither true nor false", "build", "--cache-to", "type=inline,ignore-error=tru", ".")]
    [InlineData("--cache-to: 'b' is no field", "build", "--cache-to", "type=registry,ref=a,b", ".")]
    public void A_call_that_makes_no_sense_is_refused(string reason, params string[] args)
    {
        Run run = _place.Run(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Category, "Root")]
    public void The_classic_lines_are_those_of_docker()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\nLABEL x=y\nCMD [\"/a\"]\n").With("a", "text");
        string[] lines = _place.Ok("build", "--progress", "classic", "--no-config", "-t", "me/app:1", _context.Path).TrimEnd().Split('\n');

        Assert.Equal("Step 1/4 : FROM scratch", lines[0]);
        Assert.Equal("Step 2/4 : COPY a /a", lines[2]);
        Assert.Equal("Step 4/4 : CMD [\"/a\"]", lines[6]);
        Assert.All([lines[1], lines[3], lines[5], lines[7]], static line => Assert.Matches("^ ---> [0-9a-f]{12}$", line));
        Assert.Matches("^Successfully built [0-9a-f]{12}$", lines[8]);
        Assert.Equal("Successfully tagged me/app:1", lines[9]);
        Assert.Contains("me/app", _place.Ok("images"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Category, "Root")]
    public void The_linter_looks_into_the_image_that_was_built()
    {
        string file = _context.PathOf("Dockerfile");
        string[] lint = ["lint", "--built", "--no-config", "--profile", "none", "--select", "DK1025,DK1035,DK3015,DK5017,DK5018,DK5019", "--format", "gnu", file];
        _context.With("Dockerfile", "FROM scratch\nCOPY --chmod=4755 run /bin/run\nCOPY key /srv/\nCOPY --chmod=666 open /srv/\nCOPY large /large\nCOPY small /large\nHEALTHCHECK CMD [\"curl\", \"a\"]\nENTRYPOINT [\"runs\"]\n")
            .With("run", "text").With("key", $"-----BEGIN PRIVATE KEY-----\n{new string('M', 64)}\n").With("open", "text").With("small", "text").With("large", new string('x', 6_000_000));
        Assert.Contains("no image was built of it here", _place.Run(lint).Error, StringComparison.Ordinal);
        Assert.Equal(0, _place.Run("build", "--no-config", _context.Path).ExitCode);

        Run run = _place.Run(lint);
        string[] found = [.. run.Output.Trim().Split('\n').Select(line => line[(file.Length + 1)..])];
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
        Assert.Collection(
            found,
            static line => Assert.Matches("^2:1.*'/bin/run' act.*DK5018", line),
            static line => Assert.Matches("^3:1.*'/srv/key' in this layer holds a private key.*DK5019", line),
            static line => Assert.Matches("^4:1.*'/srv/open'.*DK5017", line),
            static line => Assert.Matches("^5:1.*6.0 MB of this layer.*DK3015", line),
            static line => Assert.Matches("^7:18.*'curl'.*DK1025", line),
            static line => Assert.Matches("^8:13.*'runs'.*DK1035", line));

        File.AppendAllText(file, "LABEL a=b\n");
        Assert.Contains("it has changed since its image was built", _place.Run(lint).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-t", "{0}", "--push")]
    [InlineData("-o", "type=registry,name={0}")]
    [InlineData("-t", "{0}", "-o", "type=image,name=me/other,push=true")]
    [Trait(Category, "Runtime")]
    [Trait(RealRegistry.Trait, RealRegistry.Needed)]
    public async Task An_image_is_built_pushed_and_taken_by_skopeo(params string[] args)
    {
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string name = $"{registry.Host}/me/app:v1.0";
        _context.With("Dockerfile", "FROM scratch\nCOPY busybox /bin/sh\nENV A=1\nRUN echo $A > /made\nCMD [\"/bin/sh\"]\n");
        File.Copy(Busybox, _context.PathOf("busybox"));
        Run run = _place.Run(["build", "--no-config", "-q", .. args.Select(arg => arg.Replace("{0}", name, StringComparison.Ordinal)), _context.Path]);
        Assert.True(run.ExitCode == 0, run.Error);

        string inspected = Machine.Run("skopeo", "inspect", "--tls-verify=false", $"docker://{name}");
        Assert.Contains(run.Output.Trim(), inspected, StringComparison.Ordinal);
        Assert.Contains("A=1", inspected, StringComparison.Ordinal);
        Machine.Run("skopeo", "copy", "--src-tls-verify=false", $"docker://{name}", $"oci:{_context.PathOf("layout")}:x");
    }

    [Fact]
    [Trait(Category, "Runtime")]
    public void A_failing_command_is_shown_with_its_line_and_what_it_wrote()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY busybox /bin/sh\nRUN echo seen; exit 3\n");
        File.Copy(Busybox, _context.PathOf("busybox"));
        Run run = _place.Run("build", "--no-config", _context.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("  > seen\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("Dockerfile:3:1: error: process \"/bin/sh -c echo seen; exit 3\" did not complete successfully: exit code: 3\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("3 | RUN echo seen; exit 3\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("^^^", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [Trait(Category, "Runtime")]
    [InlineData("RUN <<EOF\necho \"/bin/sh: line 2: nothing: not found\" >&2\n  nothing b\nEOF", "Dockerfile:5:3: error: ", "  5 |   nothing b\n    |   ^^^^^^^^^\n  help: exit code 127: a program was not found; ")]
    [InlineData("RUN /etc", "Dockerfile:3:1: error: ", "help: exit code 126: ")]
    [InlineData("RUN exit 137", "Dockerfile:3:1: error: ", "help: exit code 137: killed; ")]
    [InlineData("RUN exit 139", "Dockerfile:3:1: error: ", "help: exit code 139: ")]
    [InlineData("RUN <<EOF\necho 'x: line 9: y'\nfalse\nEOF", "Dockerfile:3:1: error: ", "RUN <<EOF")]
    public void A_failure_says_which_line_and_what_the_exit_code_means(string run, string place, string shown)
    {
        _context.With("Dockerfile", $"FROM scratch\nCOPY --chmod=755 busybox /bin/sh\n{run}\n");
        File.Copy(Busybox, _context.PathOf("busybox"));
        string error = _place.Run("build", "--no-config", "--failure-threshold", "none", _context.Path).Error;

        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains(shown, error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Category, "Root")]
    public void Files_and_archives_are_written_where_they_are_wanted()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /d/a\n").With("a", "text");
        using var target = new TemporaryFolder();
        _place.Run(
            "build", "--no-config", "-q", "-t", "app:1", "-o", target.PathOf("files"), "-o", $"type=tar,dest={target.PathOf("files.tar")}",
            "-o", $"type=docker,dest={target.PathOf("app.tar")}", _context.Path);

        Assert.Equal("text", target.Read("files/d/a"));
        Assert.Contains("d/a", Machine.Run("tar", "-tf", target.PathOf("files.tar")), StringComparison.Ordinal);
        string archive = Machine.Run("tar", "-xOf", target.PathOf("app.tar"), "manifest.json");
        Assert.Contains("\"RepoTags\":[\"app:1\"]", archive, StringComparison.Ordinal);
    }

    [Theory]
    [Trait(Category, "Root")]
    [InlineData("type=image,name=me/a:1,oci-mediatypes=true,compression=gzip,push=false", "docker.io/me/a:1")]
    [InlineData("type=image,\"name=me/a:1,me/b:2\"", "docker.io/me/a:1", "docker.io/me/b:2")]
    [InlineData("type=cacheonly")]
    public void An_output_may_name_the_image(string output, params string[] names)
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("a", "text");
        _place.Ok("build", "--no-config", "-q", "-o", output, _context.Path);

        Assert.Equal(names, _place.Store.Images().Select(static image => image.Name?.ToResolvedString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait(Category, "Root")]
    public void An_archive_has_the_name_that_is_given_for_it()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("a", "text");
        using var target = new TemporaryFolder();
        _place.Ok("build", "--no-config", "-q", "-o", $"type=docker,dest={target.PathOf("app.tar")},name=foo:1", _context.Path);

        Assert.Contains("\"RepoTags\":[\"foo:1\"]", Machine.Run("tar", "-xOf", target.PathOf("app.tar"), "manifest.json"), StringComparison.Ordinal);
        Assert.Null(Assert.Single(_place.Store.Images()).Name);
    }

    [Fact]
    [Trait(Category, "Root")]
    public void What_builds_keep_is_bounded()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\nCOPY b /b\n").With("a", "text").With("b", "text");
        string[] build = ["build", "--no-config", "-q", _context.Path];
        Assert.Equal(0, _place.Run(build).ExitCode);
        Assert.Equal("Total reclaimed space: 0B\n", _place.Ok("prune", "--build-cache", "--keep-storage", "8"));
        Assert.Matches("^Deleted build cache objects:\nsha256:[0-9a-f]{64}\n\nTotal reclaimed space: 4B\n$", _place.Ok("prune", "--build-cache", "--keep-storage", "4b"));
        Assert.EndsWith("Total reclaimed space: 4B\n", _place.Ok("prune", "--build-cache", "--all", "-f"), StringComparison.Ordinal);
        // A build keeps to it by itself.
        Assert.Equal(0, _place.Run([.. build, "--keep-storage", "0"]).ExitCode);
        Assert.Equal("Total reclaimed space: 0B\n", _place.Ok("prune", "--build-cache", "--all"));
    }

    [Fact]
    [Trait(Category, "Root")]
    public void Scripts_are_told_what_was_built()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("a", "text").With("id", "old");
        string digest = _place.Run(
            "build", "--no-config", "-q", "-t", "app:1", "-t", "ghcr.io/me/app", "--iidfile", _context.PathOf("id"),
            "--metadata-file", _context.PathOf("metadata"), _context.Path).Output.Trim();
        JsonElement metadata = JsonDocument.Parse(_context.Read("metadata")).RootElement;

        Assert.Equal(digest, _context.Read("id"));
        Assert.Equal(digest, metadata.GetProperty("containerimage.digest").GetString());
        Assert.Equal(digest, metadata.GetProperty("containerimage.descriptor").GetProperty("digest").GetString());
        Assert.StartsWith("sha256:", metadata.GetProperty("containerimage.config.digest").GetString(), StringComparison.Ordinal);
        Assert.Equal("docker.io/library/app:1,ghcr.io/me/app:latest", metadata.GetProperty("image.name").GetString());
        Assert.Equal(["Dockerfile", "a", "id", "metadata"], Directory.GetFiles(_context.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [Trait(Category, "Root")]
    [InlineData("none/metadata: no such file or folder", "--metadata-file", "none/metadata")]
    [InlineData("/dev/full: No space left on device", "-o", "type=tar,dest=/dev/full")]
    [InlineData("/dev/full: No space left on device", "-o", "type=oci,dest=/dev/full")]
    [InlineData("/dev/null/x: ", "-o", "/dev/null/x")]
    [InlineData("/dev/null/x: ", "--cache-to", "type=local,dest=/dev/null/x")]
    public void What_cannot_be_written_is_named(string reason, params string[] args)
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("a", "text");
        Run run = _place.Run(["build", "--no-config", "-q", .. args, _context.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"dockerlint: {reason}", run.Error, StringComparison.Ordinal);
    }
}
