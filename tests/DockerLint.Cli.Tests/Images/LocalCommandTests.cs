using System.Text.Json;
using DockerLint.TestData;

namespace DockerLint.Cli.Tests.Images;

/// <summary>The commands that need no registry.</summary>
public sealed class LocalCommandTests : IDisposable
{
    private readonly ImagePlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_tag_names_the_same_image()
    {
        TestImage image = TestImage.Make(_place.Store, "hello", "x");
        Assert.Equal("", _place.Ok("tag", "hello", "localhost:5000/hello:v1"));
        Assert.Equal(image.Manifest, Assert.Single(_place.Store.Find("localhost:5000/hello:v1")).Digest);
        _place.Ok("tag", image.Manifest.Hex[..12], "again");
        Assert.Equal(3, _place.Store.Images().Length);
    }

    [Theory]
    [InlineData("hello: there is no image 'hello' in the store; 'dockerlint images' lists them", "tag", "hello", "other")]
    [InlineData("tag: takes two names, that of an image and its new one", "tag", "hello")]
    [InlineData("Other: the repository must be lower case; write 'other'", "tag", "hello", "Other")]
    [InlineData("hello: there is no such image in the store; 'dockerlint images' lists them", "inspect", "hello")]
    [InlineData("hello: there is no such image in the store; 'dockerlint images' lists them", "history", "hello")]
    [InlineData("hello: there is no image 'hello' in the store; 'dockerlint images' lists them", "rmi", "hello")]
    [InlineData("--format: neither table, json nor a template: it cannot be read as a template", "images", "--format", "{{.ID")]
    [InlineData("unknown option '--digest'; did you mean '--digests'?", "images", "--digest")]
    public void What_cannot_be_done_is_said_in_a_line(string reason, params string[] args)
    {
        Run run = _place.Run(args);
        Assert.Equal((2, $"dockerlint: {reason}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Images_are_listed_as_docker_lists_them()
    {
        TestImage image = TestImage.Make(_place.Store, "hello:v1", "x");
        _place.Ok("tag", "hello:v1", "quay.io/me/hello");
        string[] lines = _place.Ok("images").Split('\n');
        Assert.StartsWith("REPOSITORY         TAG       IMAGE ID       CREATED", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"hello              v1        {image.Manifest.Hex[..12]}   ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"quay.io/me/hello   latest    {image.Manifest.Hex[..12]}   ", lines[2], StringComparison.Ordinal);
        Assert.Matches("(months|years) ago   [0-9.]+k?B$", lines[1]);
        Assert.Equal($"{image.Manifest}\n", _place.Ok("images", "-q", "--no-trunc", "hello"));
        Assert.Equal("hello:v1\n", _place.Ok("images", "--format", "{{.Repository}}:{{.Tag}}", "hell*"));
        Assert.Equal("TAG       DIGEST\nv1        " + image.Manifest + "\n", _place.Ok("images", "--format", "table {{.Tag}}\\t{{.Digest}}", "hello:v1"));
        Assert.Equal("REPOSITORY   TAG       IMAGE ID   CREATED   SIZE\n", _place.Ok("images", "other"));
        JsonElement row = JsonDocument.Parse(_place.Ok("images", "--format", "json", "hello")).RootElement;
        Assert.Equal("2024-05-01 12:00:01 +0000 UTC", row.GetProperty("CreatedAt").GetString());
        Assert.Contains("DIGEST", _place.Ok("images", "--digests"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_store_is_listed_too() => Assert.Equal("REPOSITORY   TAG       IMAGE ID   CREATED   SIZE\n", _place.Ok("images"));

    [Fact]
    public void All_about_an_image_is_shown_as_docker_shows_it()
    {
        TestImage image = TestImage.Make(_place.Store, "hello:v1", "arm64", 0, "x", "y");
        _place.Ok("tag", "hello:v1", "hello");
        JsonElement shown = JsonDocument.Parse(_place.Ok("inspect", "hello")).RootElement[0];
        Assert.Equal(image.Manifest.Text, shown.GetProperty("Id").GetString());
        Assert.Equal("""["hello:v1","hello:latest"]""", shown.GetProperty("RepoTags").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal($"hello@{image.Manifest}", Assert.Single(shown.GetProperty("RepoDigests").EnumerateArray()).GetString());
        Assert.Equal(("arm64", "linux"), (shown.GetProperty("Architecture").GetString(), shown.GetProperty("Os").GetString()));
        Assert.Equal("/hello", shown.GetProperty("Config").GetProperty("Cmd")[0].GetString());
        Assert.Equal(2, shown.GetProperty("RootFS").GetProperty("Layers").GetArrayLength());
        Assert.Equal("2024-05-01T12:00:01.5Z", shown.GetProperty("Created").GetString());
        Assert.Equal("[PATH=/usr/bin:/bin] [\"/hello\"]\n", _place.Ok("inspect", "-f", "{{.Config.Env}} {{json .Config.Cmd}}", "hello"));
        Assert.Equal($"hello@{image.Manifest}\n", _place.Ok("inspect", "--format", "{{index .RepoDigests 0}}", "hello"));
        Assert.Equal("linux/arm64 map[] [] \n", _place.Ok("inspect", "--format", "{{.Os}}/{{.Architecture}}{{.Variant}} {{.Config.Volumes}} {{.Config.OnBuild}} {{index .Config.Labels \"b\"}}", "hello"));
        Assert.Equal("null <no value> b []\n", _place.Ok("inspect", "--format", "{{json .Config.Entrypoint}} {{.Config.Labels.other}} {{.Config.Labels.a}} {{with .Config}}{{.OnBuild}}{{end}}", "hello"));
        Assert.Equal("\n", _place.Ok("inspect", "--format", "{{if and .Config.Healthcheck .Config.Healthcheck.Test}}yes{{end}}", "hello"));
        Assert.Equal(_place.Ok("inspect", "--format", "json", "hello"), $"[{_place.Ok("inspect", "--format", "{{json .}}", "hello").TrimEnd()}]\n");
        Assert.StartsWith("[{\"Id\":", _place.Ok("inspect", "--format", "json", "hello"), StringComparison.Ordinal);
    }

    [Fact]
    public void Those_that_are_there_are_shown_beside_those_that_are_not()
    {
        TestImage.Make(_place.Store, "hello", "x");
        Run run = _place.Run("inspect", "none", "hello");
        Assert.Equal((2, 1), (run.ExitCode, run.Json.GetArrayLength()));
    }

    [Fact]
    public void The_steps_of_an_image_are_shown()
    {
        TestImage image = TestImage.Make(_place.Store, "hello", "amd64", 0, "a", new string('b', 50));
        string[] lines = _place.Ok("history", "hello").Split('\n');
        Assert.Matches("^IMAGE          CREATED +CREATED BY +SIZE +COMMENT$", lines[0]);
        Assert.Matches($"^{image.Manifest.Hex[..12]}   .* ago +CMD \\[\"/hello\"\\] +0B +$", lines[1]);
        Assert.Matches("^<missing>      .* ago +COPY b{39}…   [1-9][0-9]*B +buildkit.dockerfile.v0$", lines[2]);
        Assert.Matches("^<missing>      .* ago +COPY a / # buildkit +[1-9][0-9]*B ", lines[3]);
        Assert.Equal($"{image.Manifest}\n<missing>\n<missing>\n", _place.Ok("history", "-q", "--no-trunc", "hello"));
        Assert.Contains(new string('b', 50), _place.Ok("history", "--no-trunc", "hello"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_image_is_listed_all_the_same()
    {
        TestImage image = TestImage.Make(_place.Store, "hello", "x");
        File.Delete(_place.Folder.PathOf($"store/blobs/sha256/{image.Config.Hex}"));
        Assert.Contains("N/A", _place.Ok("images"), StringComparison.Ordinal);
        Assert.Equal("IMAGE     CREATED   CREATED BY   SIZE      COMMENT\n", _place.Ok("history", "hello"));
        Assert.Contains("\"Architecture\": \"\"", _place.Ok("inspect", "hello"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_index_the_platform_of_this_machine_is_shown()
    {
        TestImage.MakeIndex(_place.Store, "multi", "s390x", "amd64", "arm64");
        string expected = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";
        Assert.Equal($"{expected}\n", _place.Ok("inspect", "-f", "{{.Architecture}}", "multi"));
    }

    [Fact]
    public void A_name_is_removed_and_with_the_last_one_the_image()
    {
        TestImage image = TestImage.Make(_place.Store, "hello", "x");
        _place.Ok("tag", "hello", "other");
        Assert.Equal("Untagged: hello:latest\n", _place.Ok("rmi", "hello"));
        string[] lines = _place.Ok("rmi", "other").TrimEnd().Split('\n');
        Assert.Equal(["Untagged: other:latest", .. ((string[])[image.Manifest.Text, image.Config.Text, image.Layers[0].Text]).Select(static digest => $"Deleted: {digest}").Order(StringComparer.Ordinal)], [lines[0], .. lines[1..].Order(StringComparer.Ordinal)]);
        Assert.Empty(_place.Store.Images());
    }

    [Fact]
    public void An_identifier_with_names_in_several_repositories_is_only_removed_by_force()
    {
        TestImage image = TestImage.Make(_place.Store, "hello", "x");
        string id = image.Manifest.Hex[..12];
        _place.Ok("tag", "hello", "hello:2");
        _place.Ok("tag", "hello", "me/other");
        Run refused = _place.Run("rmi", id);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("hello:latest, hello:2, me/other:latest", refused.Error, StringComparison.Ordinal);
        Assert.Equal(3, _place.Store.Images().Length);
        Assert.Contains("Untagged: me/other:latest\n", _place.Ok("rmi", "-f", id), StringComparison.Ordinal);
        Assert.Empty(_place.Store.Images());
    }

    [Fact]
    public void An_identifier_with_names_in_one_repository_is_removed()
    {
        TestImage image = TestImage.Make(_place.Store, "hello", "x");
        _place.Ok("tag", "hello", "hello:2");
        Assert.StartsWith("Untagged: hello:latest\nUntagged: hello:2\n", _place.Ok("rmi", image.Manifest.Hex[..12]), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_forces_does_not_mind_what_is_not_there()
    {
        Run run = _place.Run("rmi", "--force", "nothing");
        Assert.Equal((0, "dockerlint: nothing: there is no such image in the store; 'dockerlint images' lists them\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Pruning_frees_room()
    {
        Assert.Equal("Total reclaimed space: 0B\n", _place.Ok("prune", "-f"));
        TestImage.Make(_place.Store, "hello", "x");
        TestImage.Make(_place.Store, "hello", "y");
        string[] lines = _place.Ok("prune").Split('\n');
        Assert.Equal(("Deleted Images:", 6), (lines[0], lines.Length - 1));
        Assert.Matches("^Total reclaimed space: [0-9.]+k?B$", lines[5]);
        Assert.Contains("untagged: hello:latest\n", _place.Ok("prune", "--all", "--force"), StringComparison.Ordinal);
        Assert.Empty(_place.Store.Images());
    }

    [Fact]
    public void A_folder_of_something_else_is_left_alone()
    {
        _place.Folder.With("store/thesis.txt");
        Run run = _place.Run("prune", "-f");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"dockerlint: prune: {_place.Store.Folder} is no OCI image layout", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logout_forgets()
    {
        _place.Folder.With("home/.docker/config.json", "{\n\t\"auths\": {\n\t\t\"a.io\": {\n\t\t\t\"auth\": \"dTpw\"\n\t\t}\n\t}\n}\n");
        Assert.Equal("Removing login credentials for a.io\n", _place.Ok("logout", "a.io"));
        Assert.Equal("{\n\t\"auths\": {}\n}\n", File.ReadAllText(_place.Config));
        Assert.Equal("Not logged in to a.io\n", _place.Ok("logout", "a.io"));
        Assert.Equal("Not logged in to https://index.docker.io/v1/\n", _place.Ok("logout"));
    }

    [Fact]
    public void The_help_names_the_commands()
    {
        string help = _place.Ok("--help");
        Assert.All(Commands.Images.ImageCommands.All, command =>
        {
            Assert.Contains($"  {command.Name} ", help, StringComparison.Ordinal);
            Assert.Contains("Usage:", _place.Ok(command.Name, "--help"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_path_that_bears_the_name_of_a_command_is_given_with_its_folder()
    {
        _place.Folder.With("push", "FROM debian:12\n");
        Assert.Equal(0, Run.Process(_place.Folder.Path, "./push").ExitCode);
    }
}
