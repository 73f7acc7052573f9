using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DockerLint.Cli.Tests.Images;

public sealed class BakeTests : IDisposable
{
    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _place.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Targets_are_shown_as_buildx_shows_them()
    {
        string file = With("""
            group "default" { targets = ["app"] }
            target "_common" {
              args = { A = "1" }
              labels = { l = "x" }
            }
            target "app" {
              inherits = ["_common"]
              tags = ["me/app"]
              contexts = { base = "target:base" }
              cache-from = ["me/cache"]
              no-cache = true
            }
            target "base" { context = "b" }
            """);
        string expected = """
            {
              "group": {
                "default": {
                  "targets": [
                    "app"
                  ]
                }
              },
              "target": {
                "app": {
                  "context": ".",
                  "contexts": {
                    "base": "target:base"
                  },
                  "dockerfile": "Dockerfile",
                  "args": {
                    "A": "2"
                  },
                  "labels": {
                    "l": "x"
                  },
                  "tags": [
                    "me/app"
                  ],
                  "cache-from": [
                    {
                      "ref": "me/cache",
                      "type": "registry"
                    }
                  ],
                  "platforms": [
                    "linux/amd64",
                    "linux/arm64"
                  ],
                  "no-cache": true
                },
                "base": {
                  "context": "b",
                  "dockerfile": "Dockerfile"
                }
              }
            }

            """;

        Assert.Equal(expected, _place.Ok("bake", "-f", file, "--print", "--set", "a*.args.A=2", "--set", "app.platform=linux/amd64", "--set", "*app.platform+=linux/arm64"));
    }

    [Fact]
    public void Services_are_built_with_what_they_take_of_other_files()
    {
        _folder.With("compose.yaml", "include: [lib/more.yaml]\nservices:\n  a:\n    extends: {file: lib/base.yaml, service: b}\n    image: me/a\n")
            .With("lib/base.yaml", "services:\n  b:\n    build: ./b\n").With("lib/more.yaml", "services:\n  m:\n    image: m:${TAG}\n    build: .\n").With("lib/.env", "TAG=1\n");
        string shown = _place.Ok("bake", "-f", _folder.PathOf("compose.yaml"), "--print");

        Assert.Contains($"\"context\": \"{_folder.PathOf("lib/b")}\"", shown, StringComparison.Ordinal);
        Assert.Contains($"\"context\": \"{_folder.PathOf("lib")}\"", shown, StringComparison.Ordinal);
        Assert.Contains("\"m:1\"", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("target \"a\" { inherits = [\"b\"] }", "bake.hcl:1:27: there is no target 'b'")]
    [InlineData("target \"a\" { inherits = [\"a\"] }", "inherits from itself")]
    [InlineData("target \"a\" { contexts = { x = \"target:a\" } }", "the target 'a' needs itself")]
    [InlineData("target \"a\" { no-cache-filter = [\"x\"] }", "bake.hcl:1:34: 'no-cache-filter' is not supported")]
    [InlineData("target \"b\" {}", "there is no target or group 'a'")]
    [InlineData("target \"a\" {}", "--set: there is no target 'x'", "--set", "x.args.A=1")]
    [InlineData("target \"a\" {}", "--set: 'x' is nothing that a target has", "--set", "a.x=1")]
    public void What_cannot_be_built_is_refused(string text, string reason, params string[] more)
    {
        Run run = _place.Run(["bake", "-f", With(text), "a", .. more]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Root")]
    public void A_target_starts_from_the_result_of_another()
    {
        _folder.With("one/Dockerfile", "FROM scratch\nCOPY a /a\nENV X=y\n").With("one/a", "text").With("two/b", "text");
        string file = With($$"""
            group "default" { targets = ["two"] }
            target "two" {
              context = "{{_folder.PathOf("two")}}"
              dockerfile-inline = "FROM base\nCOPY b /b\nCOPY --from=base /a /c\n"
              contexts = { base = "target:one" }
              tags = ["me/two:1"]
            }
            target "one" {
              context = "{{_folder.PathOf("one")}}"
              tags = ["me/one:1"]
            }
            """);
        string metadata = _folder.PathOf("metadata.json");
        Run run = _place.Run("bake", "-f", file, "--no-config", "--pull", "--metadata-file", metadata);

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Equal(["docker.io/me/two:1"], [.. _place.Store.Images().Select(static image => image.Name?.ToResolvedString()).OfType<string>()]);
        Assert.Contains("X=y", _place.Ok("inspect", "me/two:1"), StringComparison.Ordinal);
        string written = File.ReadAllText(metadata);
        Assert.DoesNotContain("\"one\": {", written, StringComparison.Ordinal);
        Assert.Contains("\"image.name\": \"docker.io/me/two:1\"", written, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Root")]
    public void Each_platform_of_a_target_starts_from_that_of_another()
    {
        _folder.With("one/Dockerfile", "FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /file\n").With("one/amd64", "for amd64").With("one/arm64", "for arm64");
        string file = With($$"""
            group "default" { targets = ["one", "two"] }
            target "one" {
              context = "{{_folder.PathOf("one")}}"
              platforms = ["linux/amd64", "linux/arm64"]
            }
            target "two" {
              context = "{{_folder.PathOf("one")}}"
              dockerfile-inline = "FROM base\nLABEL a=b\n"
              contexts = { base = "target:one" }
              platforms = ["linux/arm64", "linux/amd64"]
              output = ["type=local,dest={{_folder.PathOf("out")}}"]
            }
            """);
        Run run = _place.Run("bake", "-f", file, "--no-config");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Equal("for arm64", File.ReadAllText(_folder.PathOf("out/linux_arm64/file")));
        Assert.Equal("for amd64", File.ReadAllText(_folder.PathOf("out/linux_amd64/file")));
    }

    [Fact]
    [Trait("Category", "Root")]
    public void A_step_that_fails_is_shown_in_the_file_of_its_target()
    {
        _folder.With("one/Dockerfile", "# first\nFROM scratch\nCOPY missing /x\n").With("two/b", "text");
        string file = With($$"""
            target "two" {
              context = "{{_folder.PathOf("two")}}"
              dockerfile-inline = "FROM base\nCOPY b /b\n"
              contexts = { base = "target:one" }
            }
            target "one" { context = "{{_folder.PathOf("one")}}" }
            """);
        Run run = _place.Run("bake", "-f", file, "--no-config", "--profile", "none", "two");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{_folder.PathOf("one/Dockerfile")}:3:1: error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("COPY missing /x", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Root")]
    public void Another_target_must_be_for_the_same_platform()
    {
        _folder.With("Dockerfile", "FROM scratch\nCOPY Dockerfile /a\n");
        string file = With($$"""
            target "two" {
              context = "{{_folder.Path}}"
              dockerfile-inline = "FROM base\n"
              contexts = { base = "target:one" }
              platforms = ["linux/arm64"]
            }
            target "one" { context = "{{_folder.Path}}" }
            """);
        Run run = _place.Run("bake", "-f", file, "--no-config", "two");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is no build 'one' for linux/arm64", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type=image,name=me/a:1", "docker.io/me/a:1")]
    [InlineData("type=image,\\\"name=me/a:1,me/b:2\\\"", "docker.io/me/a:1", "docker.io/me/b:2")]
    [Trait("Category", "Root")]
    public void An_output_names_images(string output, params string[] names)
    {
        _folder.With("Dockerfile", "FROM scratch\nCOPY Dockerfile /a\n");
        Run run = _place.Run("bake", "-f", With($"target \"a\" {{\ncontext = \"{_folder.Path}\"\noutput = [\"{output}\"]\n}}"), "--no-config", "a");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(names, _place.Store.Images().Select(static image => image.Name?.ToResolvedString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Category", "Root")]
    public void Annotations_of_a_target_are_written_on_its_manifest()
    {
        _folder.With("Dockerfile", "FROM scratch\nCOPY Dockerfile /a\n");
        Run run = _place.Run("bake", "-f", With($"target \"a\" {{\ncontext = \"{_folder.Path}\"\ntags = [\"a\"]\nannotations = [\"a=1\", \"manifest:b=x=y\"]\n}}"), "--no-config", "a");

        Assert.True(run.ExitCode == 0, run.Error);
        JsonNode manifest = JsonNode.Parse(_place.Store.Read(_place.Store.Find("a")[0].Digest))!;
        Assert.Equal("""{"a":"1","b":"x=y"}""", manifest["annotations"]!.ToJsonString());
    }

    [Theory]
    [InlineData("FROM scratch\nCOPY one /a\n", "FROM scratch\nCOPY a\n")]
    [InlineData("FROM scratch\nCOPY one /a\n", "FROM scratch\nCOPY --from=https://nowhere one /a\n")]
    [Trait("Category", "Root")]
    public void A_target_that_is_refused_stops_all_of_them(string one, string other)
    {
        _folder.With("one", one).With("other", other);
        string file = With($$"""
            group "default" { targets = ["a", "b"] }
            target "a" {
              context = "{{_folder.Path}}"
              dockerfile = "one"
            }
            target "b" {
              context = "{{_folder.Path}}"
              dockerfile = "other"
            }
            """);
        Run run = _place.Run("bake", "-f", file, "--no-config");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the target 'b' failed; nothing is built", run.Error, StringComparison.Ordinal);
        Assert.Empty(_place.Store.Images());
    }

    [Fact]
    [Trait("Category", "Root")]
    public void A_target_that_cannot_be_built_stops_those_behind_it_where_one_is_shown_after_the_other()
    {
        _folder.With("one", "FROM scratch\nCOPY gone /a\n").With("other", "FROM scratch\nCOPY one /a\n");
        string file = Targets(("a", "other"), ("b", "one"), ("c", "other"));
        Run run = _place.Run("bake", "-f", file, "--no-config", "--profile", "none", "--progress", "classic");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the target 'b' failed; those behind it are not built", run.Error, StringComparison.Ordinal);
        Assert.Single(_place.Store.Images());
    }

    [Theory]
    [Trait("Category", "Runtime")]
    [InlineData]
    [InlineData("--no-cache")]
    public void Targets_are_built_side_by_side_and_do_once_what_they_share(params string[] options)
    {
        // Each waits for the other, so that one after the other would never end.
        Commands("a", "echo > /c/a; while [ ! -e /c/b ]; do sleep 0.05; done");
        Commands("b", "echo > /c/b; while [ ! -e /c/a ]; do sleep 0.05; done");
        string file = Targets(("a", "a"), ("b", "b"));
        Run run = _place.Run([
            "bake", "-f", file, "--no-config", "--progress", "plain", .. options,
            .. ((string[])["a", "b"]).SelectMany(name => new[] { "--set", $"{name}.output=type=local,dest={_folder.PathOf("out/" + name)}" })]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(File.ReadAllText(_folder.PathOf("out/a/made")), File.ReadAllText(_folder.PathOf("out/b/made")));
        Assert.Equal(1, run.Error.Split("the embedded engine builds: ").Length - 1);
        Assert.Matches("(?m)^built a: sha256:", run.Error);
        Assert.Matches("(?m)^built b: sha256:", run.Error);
        // Every line of progress is that of a step which has said what it is.
        Assert.Equal(Numbers(@"^#(\d+) \["), Numbers(@"^#(\d+) "));

        IEnumerable<string> Numbers(string pattern) =>
            Regex.Matches(run.Error, pattern, RegexOptions.Multiline).Select(static match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
    }

    [Fact]
    [Trait("Category", "Runtime")]
    public void The_first_target_that_fails_ends_the_others()
    {
        Commands("a", "sleep 100");
        Commands("b", "echo bad; exit 3");
        string file = Targets(("a", "a"), ("b", "b"));
        long start = Stopwatch.GetTimestamp();
        Run run = _place.Run("bake", "-f", file, "--no-config", "--progress", "plain");

        Assert.Equal(1, run.ExitCode);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60));
        Assert.Contains($"{_folder.PathOf("b")}:4:1: error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("  > bad\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("the target 'b' failed; the others end with it\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(_place.Store.Images());
    }

    [Fact]
    [Trait("Category", "Root")]
    public void What_has_nothing_to_do_with_a_step_ends_all_of_them_too()
    {
        _folder.With("one", "FROM scratch\nCOPY one /a\n");
        Run run = _place.Run("bake", "-f", Targets(("a", "one"), ("b", "one")), "--no-config", "--set", $"b.output=type=tar,dest={_folder.PathOf("none/x.tar")}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none/x.tar", run.Error, StringComparison.Ordinal);
        Assert.Contains("the target 'b' failed; ", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A Dockerfile with a step that all have, and then a command of its own.</summary>
    private void Commands(string name, string command)
    {
        if (!File.Exists(_folder.PathOf("busybox")))
            File.Copy("/usr/bin/busybox", _folder.PathOf("busybox"));
        _folder.With(name, $$"""
            FROM scratch
            COPY busybox /bin/sh
            RUN read x < /proc/sys/kernel/random/uuid; echo $x > /made
            RUN --mount=type=cache,target=/c {{command}}

            """);
    }

    private string Targets(params (string Name, string Dockerfile)[] targets) => With(
        $"group \"default\" {{ targets = [{string.Join(", ", targets.Select(static target => $"\"{target.Name}\""))}] }}\n"
        + string.Concat(targets.Select(target => $"target \"{target.Name}\" {{\n  context = \"{_folder.Path}\"\n  dockerfile = \"{target.Dockerfile}\"\n}}\n")));

    private string With(string bake)
    {
        _folder.With("bake.hcl", bake);
        return _folder.PathOf("bake.hcl");
    }
}
