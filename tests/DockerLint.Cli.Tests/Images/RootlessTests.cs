namespace DockerLint.Cli.Tests.Images;

/// <summary>Builds by a user who is not root, in a namespace of users.</summary>
[Trait("Category", "Runtime")]
public sealed class RootlessTests : IDisposable
{
    private const string User = "65534";

    private const string Dockerfile = """
        FROM scratch
        COPY busybox /bin/busybox
        COPY busybox /bin/sh
        RUN busybox mkdir -p /d/e /f && echo one > /d/one && echo two > /d/e/two && busybox ln /d/one /hard && busybox ln -s d /soft
        RUN busybox rm -r /d && busybox mkdir /d && echo new > /d/new && busybox rm -r /f && busybox chmod 4755 /hard
        COPY --chmod=600 text /srv/
        RUN --mount=type=cache,target=/c --mount=type=secret,id=s,required=true [ -s /run/secrets/s ] && echo x > /c/x && busybox id -u > /me
        RUN --network=none busybox ip -o link | busybox wc -l > /links
        """;

    private readonly ImagePlace _place = new();
    private readonly ImagePlace _root = new();
    private readonly TemporaryFolder _context = new();

    public RootlessTests()
    {
        _context.With("Dockerfile", Dockerfile).With("text", "text").With("secret", "hidden");
        File.Copy(Machine.Busybox, _context.PathOf("busybox"));
        _place.Folder.With("users", $"{User}:100000:65536\n");
        Machine.Run("chmod", "-R", "a+rX", _context.Path);
        Machine.Run("chown", "-R", $"{User}:{User}", _place.Folder.Path);
    }

    public void Dispose()
    {
        _place.Dispose();
        _root.Dispose();
        _context.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_image_is_the_one_that_root_builds(bool hasUsers)
    {
        if (hasUsers)
            _context.With("Dockerfile", $"{Dockerfile}\nCOPY --chown=7:8 text /owned\nRUN busybox chown 65000:5 /d/new\nUSER 12\nRUN busybox id -u\n");
        string[] build = ["build", "-q", "--no-config", "--profile", "none", "--secret", $"id=s,src={_context.PathOf("secret")}", "-t", "app", _context.Path];
        string rootless = Ok(hasUsers, build);

        Run byRoot = Run.Process(_context.Path, null, [.. _root.Variables, Epoch], build);
        Assert.True(byRoot.ExitCode == 0, byRoot.Error);
        Assert.Equal(byRoot.Output, rootless);
        Assert.Equal(rootless, Ok(hasUsers, build));
        // What is built on it takes it from its layers.
        Ok(hasUsers, "prune", "--build-cache", "--all", "-f");
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine($"{_place.Store.Folder}-build", "snapshots")));
        _context.With("Dockerfile", "FROM app\nRUN [ ! -e /d/one ] && [ ! -e /f ] && [ -u /hard ] && read x < /me && [ $x = 0 ]\n");
        Ok(hasUsers, "build", "-q", "--no-config", "--profile", "none", _context.Path);
    }

    [Fact]
    public void Who_has_no_other_users_is_told_how_to_have_them()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY --chown=7:8 text /\n");
        Run run = Call(hasUsers: false, "build", "-q", "--no-config", _context.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/etc/subuid", run.Error, StringComparison.Ordinal);
    }

    private static (string, string) Epoch => ("SOURCE_DATE_EPOCH", "1000000000");

    private string Ok(bool hasUsers, params string[] arguments)
    {
        Run run = Call(hasUsers, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    /// <summary>Calls the program as a user to whom the machine gives a range of others, or none.</summary>
    private Run Call(bool hasUsers, params string[] arguments)
    {
        string users = hasUsers ? _place.Folder.PathOf("users") : "/dev/null";
        string script = $"mount --bind {users} /etc/subuid && mount --bind {users} /etc/subgid && exec setpriv --reuid {User} --regid {User} --clear-groups -- \"$@\"";
        return Run.Of(Run.Through(Run.Start(_context.Path, [.. _place.Variables, Epoch], arguments), "unshare", "--mount", "sh", "-ec", script, "sh"));
    }
}
