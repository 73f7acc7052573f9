using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Oci.Model;

namespace DockerLint.Build.Tests.Engines;

/// <summary>Git repositories as sources, of a real server.</summary>
[Trait(Machine.Trait, Machine.Root)]
public sealed class GitSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitServer _server = new();
    private readonly GitServer.Repository _repository;

    public GitSourceTests()
    {
        _repository = _server.Make("r").With("a", "first").With("docs/d", "text");
        Machine.Run("chmod", "500", Path.Combine(_repository.Folder, "docs/d"));
        First = _repository.Commit();
        _repository.Git("tag", "-a", "v1", "-m", "one");
        Second = _repository.With("a", "second").Commit();
        _repository.Git("branch", "other", First);
        _repository.Publish();
    }

    private string First { get; }

    private string Second { get; }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("", "second")]
    [InlineData("#main", "second")]
    [InlineData("#refs/heads/main", "second")]
    [InlineData("#other", "first")]
    [InlineData("#v1", "first")]
    [InlineData("?tag=v1", "first")]
    [InlineData("?branch=other", "first")]
    [InlineData("#FIRST", "first")]
    [InlineData("?ref=main&checksum=SECOND", "second")]
    public async Task A_branch_a_tag_or_a_commit_is_what_is_added(string fragment, string content)
    {
        using BuildCase build = Case($"ADD {_repository.Address}{Named(fragment)} /r\n");
        JsonObject files = await FilesAsync(build);

        Assert.Equal(["/r", "/r/a", "/r/docs", "/r/docs/d"], files.Select(static file => file.Key));
        Assert.Equal(content.Length, (long)files["/r/a"]!["size"]!);
        // Of rights git has only whether a file is run; all of it is root's.
        Assert.Equal(("0o644", "0o755", "0o755"), ((string)files["/r/a"]!["mode"]!, (string)files["/r/docs"]!["mode"]!, (string)files["/r/docs/d"]!["mode"]!));
        Assert.All(files, static file => Assert.Equal((0, 0), ((int)file.Value!["uid"]!, (int)file.Value["gid"]!)));
    }

    [Fact]
    public async Task A_folder_of_the_repository_is_added_alone()
    {
        using BuildCase build = Case($"ADD --chown=7:8 --keep-git-dir {_repository.Address}#main:docs /r/\n");
        JsonObject files = await FilesAsync(build);

        Assert.Equal(["/r", "/r/d"], files.Select(static file => file.Key));
        Assert.Equal((7, 8), ((int)files["/r/d"]!["uid"]!, (int)files["/r/d"]!["gid"]!));
    }

    [Theory]
    [InlineData("ADD ADDRESS#nope /r", "has no branch, tag or commit \"nope\"")]
    [InlineData("ADD ADDRESS#main:nope /r", "has no folder \"nope\" at main")]
    [InlineData("ADD ADDRESS#main:a /r", "has no folder \"a\" at main")]
    [InlineData("ADD --checksum=FIRST ADDRESS#main /r", "expected checksum to match FIRST, got SECOND")]
    [InlineData("ADD ADDRESS#0000000000000000000000000000000000000001 /r", "does not give commit 0000000000000000000000000000000000000001")]
    [InlineData("ADD SERVER/none.git /r", "/none.git")]
    public async Task What_is_not_there_is_said_at_the_instruction(string instruction, string reason)
    {
        using BuildCase build = Case(Named(instruction).Replace("ADDRESS", _repository.Address, StringComparison.Ordinal).Replace("SERVER", _server.Address, StringComparison.Ordinal) + "\n");
        (BuiltImage? image, int? line, string? why) = await build.BuildAsync();

        Assert.Null(image);
        Assert.Equal(2, line);
        Assert.Contains(Named(reason), why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_is_fetched_once_and_a_branch_that_has_moved_again()
    {
        string dockerfile = $"ADD {_repository.Address}#main /r\n";
        using (BuildCase first = Case(dockerfile))
            await FilesAsync(first);
        using (BuildCase second = Case(dockerfile))
        {
            await FilesAsync(second);
            Assert.Equal(2, second.Cached.Count);
        }

        _repository.With("a", "a third time").Commit();
        using BuildCase third = Case(dockerfile);
        Assert.Equal("a third time".Length, (long)(await FilesAsync(third))["/r/a"]!["size"]!);
        Assert.Empty(third.Cached);
    }

    [Fact]
    public async Task The_git_folder_is_kept_where_it_is_asked_for_and_is_the_same_twice()
    {
        var digests = new List<string>();
        for (int time = 0; time < 2; time++)
        {
            using BuildCase build = Case($"ADD --keep-git-dir {_repository.Address.Replace("http://", "http://me:hidden@", StringComparison.Ordinal)}#v1 /r\n", epoch: 7, usesCache: false);
            (BuiltImage? image, _, string? why) = await build.BuildAsync();
            Assert.Null(why);
            digests.Add(image!.Manifest.Digest.Text);
            if (time == 0)
                continue;
            JsonObject files = Files(build, image);
            Assert.Contains("/r/.git/HEAD", files.Select(static file => file.Key));
            Assert.Contains("/r/.git/refs/tags/v1", files.Select(static file => file.Key));
            Assert.DoesNotContain("/r/.git/FETCH_HEAD", files.Select(static file => file.Key));
        }

        Assert.Equal(digests[0], digests[1]);
    }

    [Fact]
    public async Task Submodules_come_along_unless_they_are_not_wanted()
    {
        _server.Make("sub").With("s", "of the submodule").Commit();
        _repository.Git("submodule", "--quiet", "add", $"{_server.Address}/sub.git", "sub");
        // As most repositories have them: by a path from their own.
        _repository.With(".gitmodules", "[submodule \"sub\"]\n\tpath = sub\n\turl = ../sub.git\n").Commit();
        using BuildCase with = Case($"ADD {_repository.Address} /r\n");
        using BuildCase without = Case($"ADD {_repository.Address}?submodules=false /r\n");

        Assert.Equal(["/r/sub", "/r/sub/s"], (await FilesAsync(with)).Select(static file => file.Key).Where(static path => path.StartsWith("/r/sub", StringComparison.Ordinal)));
        Assert.DoesNotContain("/r/sub/s", (await FilesAsync(without)).Select(static file => file.Key));
    }

    [Fact]
    public async Task A_server_that_knows_nothing_of_git_is_enough()
    {
        _server.IsDumb = true;
        using BuildCase build = Case($"ADD {_repository.Address}#v1 /r\n");

        Assert.Equal("first".Length, (long)(await FilesAsync(build))["/r/a"]!["size"]!);
    }

    [Fact]
    public async Task A_server_is_told_the_token_of_the_secrets()
    {
        _server.Authorization = "basic " + Convert.ToBase64String("x-access-token:hidden"u8);
        using BuildCase without = Case($"ADD {_repository.Address} /r\n");
        (_, _, string? why) = await without.BuildAsync();
        Assert.Contains("Authentication failed", why, StringComparison.Ordinal);

        using BuildCase with = Case($"ADD {_repository.Address} /r\n", token: "hidden");
        Assert.Contains("/r/a", (await FilesAsync(with)).Select(static file => file.Key));
    }

    [Fact]
    public async Task A_repository_takes_the_place_of_a_context()
    {
        using BuildCase build = Case("COPY --from=source /docs /docs\n", contexts: ("source", _repository.Address + "#other"));
        JsonObject files = await FilesAsync(build);

        Assert.Equal(["/docs", "/docs/d"], files.Select(static file => file.Key));
    }

    private static JsonObject Files(BuildCase build, BuiltImage image)
    {
        var manifest = (ImageManifest)ManifestDocument.Read(build.Store.Read(image.Manifest.Digest)).Value!;
        return FlatImage.Of(build.Store, manifest.Layers).Over(new FlatImage(), []).Changed;
    }

    private static async Task<JsonObject> FilesAsync(BuildCase build)
    {
        (BuiltImage? image, _, string? why) = await build.BuildAsync();
        Assert.Null(why);
        return Files(build, image!);
    }

    private string Named(string text) =>
        text.Replace("FIRST", First, StringComparison.Ordinal).Replace("SECOND", Second, StringComparison.Ordinal);

    private BuildCase Case(string instructions, long? epoch = null, bool usesCache = true, string? token = null, (string Name, string Source)? contexts = null)
    {
        BuildCase build = new(_folder, $"FROM scratch\n{instructions}")
        {
            Epoch = epoch,
            UsesCache = usesCache,
            Secrets = token is null ? BuildCase.HiddenSecret : BuildCase.HiddenSecret.Add("GIT_AUTH_TOKEN", System.Text.Encoding.UTF8.GetBytes(token)),
            ContextSources = contexts is { } given ? ImmutableDictionary<string, string>.Empty.Add(given.Name, given.Source) : ImmutableDictionary<string, string>.Empty,
        };
        return build;
    }
}
