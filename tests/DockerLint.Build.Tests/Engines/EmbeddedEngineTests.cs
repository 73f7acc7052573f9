using DockerLint.Build.Engines.Embedded;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Build.Tests.Engines;

/// <summary>Builds of a static busybox, with no base image.</summary>
[Trait(Machine.Trait, Machine.Runtime)]
public sealed class EmbeddedEngineTests : IDisposable
{
    private const string Start = """
        FROM scratch AS base
        COPY busybox /bin/sh
        COPY busybox /bin/busybox
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_done_is_not_done_again()
    {
        const string Dockerfile = $"{Start}\nCOPY a /a\nRUN echo b > /b\nWORKDIR /w\nCMD x\n";
        using BuildCase first = Case(Dockerfile);
        Digest digest = await DigestAsync(first);
        Assert.Empty(first.Cached);

        using BuildCase second = Case(Dockerfile);
        // Times are no content.
        File.SetLastWriteTimeUtc(second.Context.PathOf("a"), DateTime.UnixEpoch);
        Assert.Equal(digest, await DigestAsync(second));
        Assert.Equal(5, second.Cached.Count);
    }

    [Fact]
    public async Task What_has_changed_is_done_again_with_all_that_follows()
    {
        const string Dockerfile = $"{Start}\nRUN echo before > /before\nCOPY a /a\nRUN echo after > /after\n";
        using BuildCase first = Case(Dockerfile);
        await DigestAsync(first);

        using BuildCase second = Case(Dockerfile);
        second.Context.With("a", "another");
        await DigestAsync(second);
        Assert.Equal(["COPY busybox /bin/sh", "COPY busybox /bin/busybox", "RUN /bin/sh -c echo before > /before"], second.Cached);
    }

    [Fact]
    public async Task A_command_is_done_again_where_it_sees_a_name_at_another_address()
    {
        foreach (string address in (string[])["192.0.2.1", "192.0.2.2"])
        {
            using BuildCase build = Case($"{Start}\nRUN busybox grep h /etc/hosts | busybox grep -v localhost\n", host: ("h", address));
            await DigestAsync(build);
            Assert.Equal([$"{address}\th"], build.Output);
        }
    }

    [Theory]
    [InlineData("USER 1001", "/")]
    [InlineData("USER me", "/home/me")]
    [InlineData("USER 7:8", "/home/me")]
    [InlineData("ENV HOME=/h\nUSER me", "/h")]
    [InlineData("ENV HOME=\nUSER me", "/home/me")]
    [InlineData("", "/")]
    public async Task Users_are_at_home_where_the_image_says(string instructions, string home)
    {
        using BuildCase build = Case($"{Start}\nRUN busybox mkdir -p /etc; echo me:x:7:8::/home/me: > /etc/passwd\n{instructions}\nRUN echo $HOME\n");
        await DigestAsync(build);
        Assert.Equal([home], build.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--link ")]
    public async Task What_changes_while_it_is_copied_is_not_found_again_by_what_it_was(string flag)
    {
        using TemporaryFolder served = new TemporaryFolder().With("f", "");
        using var server = new FileServer(served.Path);
        string dockerfile = $"FROM scratch\nWORKDIR /w\nADD {flag}a http://{server.Host}/f /d/\n";
        foreach (string content in (string[])["later", "text"])
        {
            // A file is looked at in the order of the sources, and all are copied afterwards.
            using BuildCase build = new(_folder, dockerfile) { FilesFolder = _folder.PathOf(content) };
            build.Context.With("a", "text");
            server.Asked = () => build.Context.With("a", content);
            await DigestAsync(build);
            Assert.Equal(content, _folder.Read($"{content}/d/a"));
            Assert.DoesNotContain(build.Cached, static step => step.StartsWith("ADD", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_build_without_cache_does_all_again()
    {
        using BuildCase first = Case($"{Start}\nRUN echo a\n");
        await DigestAsync(first);

        using BuildCase second = Case($"{Start}\nRUN echo a\n", usesCache: false);
        await DigestAsync(second);
        Assert.Empty(second.Cached);
        Assert.Equal(["a"], second.Output);
    }

    [Fact]
    public async Task A_file_of_a_known_digest_is_only_fetched_where_it_is_needed()
    {
        using TemporaryFolder served = new TemporaryFolder().With("f", "right");
        using var server = new FileServer(served.Path);
        string dockerfile = $"{Start}\nADD --checksum={ContentDigest.Of("right"u8)} http://{server.Host}/f /f\n";
        using BuildCase first = Case(dockerfile);
        await DigestAsync(first);
        served.With("f", "wrong");
        using BuildCase second = Case(dockerfile);
        await DigestAsync(second);
        Assert.Equal(3, second.Cached.Count);

        using BuildCase third = Case(dockerfile, usesCache: false);
        Assert.Contains("digest mismatch", (await third.BuildAsync(TestContext.Current.CancellationToken)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_mounted_of_a_context_has_the_times_that_it_has_now()
    {
        foreach (int second in (int[])[1, 2])
        {
            using BuildCase build = Case($"{Start}\nRUN --mount=type=bind,target=/c busybox stat -c %Y /c/a\n", usesCache: false);
            File.SetLastWriteTimeUtc(build.Context.PathOf("a"), DateTime.UnixEpoch.AddSeconds(second));
            await DigestAsync(build);
            Assert.Equal([$"{second}"], build.Output);
        }
    }

    [Fact]
    public async Task At_a_given_time_two_builds_make_the_same_image()
    {
        const string Dockerfile = $"{Start}\nCOPY a /x/y/a\nCOPY <<E /inline\ntext\nE\nWORKDIR /w\nRUN echo é > /é; mkdir -p /m/n; ln /é /m/n/l\n";
        Digest[] digests = new Digest[2];
        for (int index = 0; index < digests.Length; index++)
        {
            using var folder = new TemporaryFolder();
            using BuildCase build = Case(Dockerfile, folder, epoch: 1_000_000_000);
            digests[index] = await DigestAsync(build);
            await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        }

        Assert.Equal(digests[0], digests[1]);
    }

    [Fact]
    public async Task A_failing_command_says_where_and_how_it_ended()
    {
        using BuildCase build = Case($"{Start}\nRUN echo seen; exit 3\nRUN echo never\n");
        (BuiltImage? image, int? line, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);

        Assert.Null(image);
        Assert.Equal(4, line);
        Assert.Equal("process \"/bin/sh -c echo seen; exit 3\" did not complete successfully: exit code: 3", reason);
        Assert.Equal(["seen"], build.Output);
    }

    [Fact]
    public async Task Stages_that_do_not_need_each_other_run_side_by_side()
    {
        // Each waits for what the other does in a folder that both see.
        const string Wait = "for i in $(busybox seq 200); do [ -e /c/$other ] && exit 0; busybox usleep 100000; done; exit 1";
        string dockerfile = $"""
            {Start}
            FROM base AS a
            RUN --mount=type=cache,target=/c : > /c/a; other=b; {Wait}
            FROM base AS b
            RUN --mount=type=cache,target=/c : > /c/b; other=a; {Wait}
            FROM scratch
            COPY --from=a /bin/sh /a
            COPY --from=b /bin/sh /b
            """;
        using BuildCase build = Case(dockerfile);
        Assert.NotNull((await build.BuildAsync(TestContext.Current.CancellationToken)).Image);
    }

    [Fact]
    public async Task What_a_cache_starts_from_is_made_before_the_command_and_counts()
    {
        const string Dockerfile = $"FROM scratch AS data\nCOPY a /d/a\n{Start}\nRUN --mount=type=cache,target=/c,from=data,source=/d busybox cat /c/a; : > /c/b\n";
        foreach (string content in (string[])["first", "second"])
        {
            using BuildCase build = Case(Dockerfile, isSequential: true);
            build.Context.With("a", content);
            await DigestAsync(build).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            Assert.Equal([content], build.Output);
        }
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("private")]
    [InlineData("locked")]
    public async Task A_cache_that_is_mounted_twice_is_one_folder(string sharing)
    {
        using BuildCase build = Case($"{Start}\nRUN --mount=type=cache,id=c,target=/c,sharing={sharing} --mount=type=cache,id=c,target=/d,sharing={sharing} echo x > /c/a; busybox cat /d/a\n");
        await DigestAsync(build).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(["x"], build.Output);
    }

    [Fact]
    public async Task An_interrupted_build_leaves_no_mount_and_no_process()
    {
        using var ending = new CancellationTokenSource();
        using BuildCase build = Case($"{Start}\nRUN echo started; busybox sleep 4242\n");
        build.Wrote = _ => ending.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build.BuildAsync(ending.Token));
        Assert.DoesNotContain(_folder.Path, await File.ReadAllTextAsync("/proc/self/mountinfo", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.GetDirectories("/proc").Where(static path => int.TryParse(Path.GetFileName(path), out _)),
            static path => CommandOf(path).Contains("sleep\04242", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_in_no_layer_and_no_configuration()
    {
        // The history has the command, so that must not say what the secret is.
        using BuildCase build = Case($"{Start}\nRUN --mount=type=secret,id=s,env=S --mount=type=secret,id=s test \"${{#S}}\" = 13 && test \"$(busybox cat /run/secrets/s)\" = \"$S\"\n");
        (BuiltImage? image, _, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(image is not null, reason);

        foreach (string file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(static file => new FileInfo(file).LinkTarget is null))
            Assert.False((await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf("hidden-secret"u8) >= 0, file);
        Assert.DoesNotContain(build.Output, static line => line.Contains("hidden-secret", StringComparison.Ordinal));
        // No key depends on it.
        using BuildCase other = Case(build.Syntax.ToString(), secret: "hidden-another");
        Assert.Equal(image.Manifest.Digest, await DigestAsync(other));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/../../evil")]
    [InlineData("link/evil")]
    public async Task What_an_archive_wants_outside_of_the_image_is_not_there(string name)
    {
        using BuildCase build = Case($"{Start}\nADD evil.tar /d/\n");
        Machine.Shell(build.Context.Path, $"ln -s {_folder.Path} link; echo x > evil; tar -cf evil.tar link; tar -rPf evil.tar --transform 's,^evil$,{name},' evil; rm link evil");
        await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.False(File.Exists(_folder.PathOf("evil")));
        Assert.False(File.Exists("/evil"));
    }

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private BuildCase Case(
        string dockerfile, TemporaryFolder? folder = null, bool usesCache = true, long? epoch = null, string? secret = null, bool isSequential = false, (string, string)? host = null)
    {
        var build = new BuildCase(folder ?? _folder, dockerfile)
        {
            UsesCache = usesCache,
            IsSequential = isSequential,
            Epoch = epoch,
            Secrets = secret is null ? BuildCase.HiddenSecret : BuildCase.HiddenSecret.SetItem("s", System.Text.Encoding.UTF8.GetBytes(secret)),
            ExtraHosts = host is { } given ? [given] : [],
        };
        build.Context.With("a", "text");
        File.Copy(Machine.Busybox, build.Context.PathOf("busybox"));
        return build;
    }

    private static async Task<Digest> DigestAsync(BuildCase build)
    {
        (BuiltImage? image, int? line, string? reason) = await build.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(image is not null, $"line {line}: {reason}\n{string.Join('\n', build.Output)}");
        return image.Manifest.Digest;
    }
}
