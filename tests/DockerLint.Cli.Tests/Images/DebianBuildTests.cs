using System.Text.RegularExpressions;

namespace DockerLint.Cli.Tests.Images;

/// <summary>The build that every introduction shows, of a real Debian with the archive that this machine installs from.</summary>
[Trait("Category", "Runtime")]
[Trait("Category", "Install")]
[Trait("Category", "Long")]
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed partial class DebianBuildTests : IDisposable
{
    private readonly ImagePlace _place = new();
    private readonly ImagePlace _other = new();
    private readonly TemporaryFolder _context = new();

    public void Dispose()
    {
        _place.Dispose();
        _other.Dispose();
        _context.Dispose();
    }

    [Fact]
    public async Task Four_steps_become_an_image_that_others_pull()
    {
        MakeBase();
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string version = $"{registry.Host}/me/app:v1.0";
        string latest = $"{registry.Host}/me/app:latest";
        _context.With("Dockerfile", "FROM debian\nRUN apt-get update\nRUN apt-get install -y ssh vim\nCOPY ./app /app\n").With("app/hello", "hello\n");

        Run build = _place.Run("build", "--progress", "classic", "--no-config", "--profile", "none", "-t", version, _context.Path);
        Assert.True(build.ExitCode == 0, build.Error);
        string[] lines = [.. build.Output.Split('\n').Where(static line => Told().IsMatch(line)).Select(static line => Identifier().Replace(line, "ID"))];
        Assert.Equal(
            [
                "Step 1/4 : FROM debian", " ---> ID",
                "Step 2/4 : RUN apt-get update", " ---> ID",
                "Step 3/4 : RUN apt-get install -y ssh vim", " ---> ID",
                "Step 4/4 : COPY ./app /app", " ---> ID",
                "Successfully built ID",
                $"Successfully tagged {version}",
            ],
            lines);

        _place.Ok("tag", version, latest);
        foreach (string name in (string[])[version, latest])
            Assert.Equal(0, _place.Run("push", "-q", name).ExitCode);
        string digest = DigestOf(version);
        Assert.Equal(digest, DigestOf(latest));
        Assert.Equal(0, _other.Run("pull", "-q", latest).ExitCode);
        Assert.Equal(0, _other.Run("pull", "-q", $"{registry.Host}/me/app@{digest}").ExitCode);
        Assert.Equal(digest, _other.Store.Find(latest)[0].Digest.Text);

        _context.With("Dockerfile", $"FROM {latest}\nRUN ssh -V && vim --version && dpkg -s ssh vim > /dev/null && grep -q hello /app/hello\n");
        Run use = _other.Run("build", "-q", "--no-config", "--profile", "none", "-t", "use", _context.Path);
        Assert.True(use.ExitCode == 0, use.Error);
    }

    /// <summary>Makes the image <c>debian</c> of what debootstrap makes of this machine's own archive.</summary>
    private void MakeBase()
    {
        string root = Directory.CreateDirectory(_place.Folder.PathOf("base")).FullName;
        Machine.Shell(root, """
            . /etc/os-release
            archive=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | awk -v suite="$VERSION_CODENAME" '$1 == suite { print $2; exit }')
            debootstrap --variant=minbase "$VERSION_CODENAME" files "$archive" > log 2>&1 || { tail -n 20 log >&2; exit 1; }
            rm -rf files/var/lib/apt/lists/* files/var/cache/apt/archives/*.deb files/proc/* files/sys/* files/dev/*
            tar -C files --numeric-owner -cf rootfs.tar .
            rm -rf files
            printf 'FROM scratch\nADD rootfs.tar /\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive\nCMD ["bash"]\n' > Dockerfile
            """);
        Run build = _place.Run("build", "-q", "--no-config", "--profile", "none", "-t", "debian", root);
        Assert.True(build.ExitCode == 0, build.Error);
    }

    private static string DigestOf(string name) => Machine.Run("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", $"docker://{name}").Trim();

    [GeneratedRegex("^(Step |Successfully | ---> )")]
    private static partial Regex Told();

    [GeneratedRegex("(?<= )[0-9a-f]{12}$")]
    private static partial Regex Identifier();
}
