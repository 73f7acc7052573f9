using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>What rules know of a package manager, from its manual.</summary>
/// <param name="programs">The programs that it is run by.</param>
internal sealed partial class PackageManager(params ImmutableArray<string> programs)
{
    /// <summary>The programs that it is run by.</summary>
    public ImmutableArray<string> Programs { get; } = programs;

    /// <summary>The commands that install packages that they name.</summary>
    public ImmutableArray<string> Installing { get; init; } = ["install"];

    /// <summary>The commands that ask before they go on.</summary>
    public ImmutableArray<string> Asking { get; init; } = ["install"];

    /// <summary>The options with which they do not ask, without dashes; the first is the one to propose, with dashes.</summary>
    public ImmutableArray<string> Assenting { get; init; } = [];

    /// <summary>The commands that fill <see cref="Caches"/>.</summary>
    public ImmutableArray<string> Filling { get; init; } = ["install"];

    /// <summary>The commands that cannot do without <see cref="Caches"/>.</summary>
    public ImmutableArray<string> Needing { get; init; } = [];

    /// <summary>The commands that empty them.</summary>
    public ImmutableArray<string> Emptying { get; init; } = ["clean all"];

    /// <summary>The folders of which one is filled, by version and user; a leading <c>~</c> is somebody's home.</summary>
    public ImmutableArray<string> Caches { get; init; } = [];

    /// <summary>What else empties them, to be proposed instead of the first of <see cref="Emptying"/>; null: that.</summary>
    public string? Cleanup { get; init; }

    /// <summary>Whether all its programs have one cache, which any of them empties.</summary>
    public bool IsShared { get; init; }

    /// <summary>The options, without dashes, that name another folder.</summary>
    public ImmutableArray<string> FolderOptions { get; init; } = [];

    /// <summary>The variables of the environment that do.</summary>
    public ImmutableArray<string> FolderVariables { get; init; } = [];

    /// <summary>The options, without dashes, with which nothing is kept.</summary>
    public ImmutableArray<string> OffOptions { get; init; } = [];

    /// <summary>The variables of the environment by whose true value nothing is kept.</summary>
    public ImmutableArray<string> OffVariables { get; init; } = [];

    /// <summary>Whether a false value of them does the same.</summary>
    public bool IsOffByAnyValue { get; init; }

    /// <summary>The commands that install what <see cref="Manifest"/> lists when they name no packages.</summary>
    public ImmutableArray<string> Restoring { get; init; } = [];

    /// <summary>The files that list what a project needs; null: there are none.</summary>
    public string? Manifest { get; init; }

    public static PackageManager AptGet { get; } = new("apt-get")
    {
        Assenting = ["y", "yes", "assume-yes"],
    };

    /// <summary>All programs that keep the lists of packages.</summary>
    public static PackageManager Apt { get; } = new("apt-get", "apt", "aptitude")
    {
        Filling = ["update"],
        Needing = ["install", "upgrade", "full-upgrade", "dist-upgrade", "build-dep", "source", "download", "satisfy", "reinstall"],
        Emptying = ["distclean", "dist-clean"],
        Caches = ["/var/lib/apt/lists"],
        Cleanup = "rm -rf /var/lib/apt/lists/*",
    };

    /// <summary>The packages themselves, which the images of Debian and Ubuntu remove of their own accord.</summary>
    public static PackageManager AptArchives { get; } = new("apt-get", "apt", "aptitude")
    {
        Emptying = ["clean", "distclean", "dist-clean"],
        Caches = ["/var/cache/apt/archives"],
    };

    public static PackageManager Apk { get; } = new("apk")
    {
        Installing = ["add"],
        Filling = ["add"],
        Emptying = ["cache clean"],
        OffOptions = ["no-cache"],
        Caches = ["/var/cache/apk", "/etc/apk/cache"],
    };

    public static PackageManager Yum { get; } = new("yum")
    {
        Asking = ["install", "groupinstall", "localinstall"],
        Assenting = ["y", "assumeyes"],
        Caches = ["/var/cache/yum", "/var/cache/dnf"],
    };

    public static PackageManager Dnf { get; } = new("dnf", "microdnf", "dnf5")
    {
        Installing = ["install", "in"],
        Asking = ["install", "in", "groupinstall", "localinstall"],
        Assenting = ["y", "assumeyes"],
        Filling = ["install", "in", "upgrade", "up", "upgrade-minimal", "up-min", "reinstall", "rei"],
        Caches = ["/var/cache/dnf", "/var/cache/libdnf5", "~/.cache/libdnf5", "/var/cache/yum"],
    };

    public static PackageManager Zypper { get; } = new("zypper")
    {
        Installing = ["install", "in"],
        Asking = ["install", "in", "remove", "rm", "source-install", "si", "patch"],
        Assenting = ["y", "no-confirm", "n", "non-interactive"],
        Filling = ["install", "in"],
        Emptying = ["clean", "cc"],
        Caches = ["/var/cache/zypp"],
    };

    /// <summary>Whether a command runs it and says one of these.</summary>
    public bool Runs(Invocation command, ImmutableArray<string> words)
    {
        if (!Programs.AsSpan().Contains(command.Program))
            return false;
        foreach (string line in words)
        {
            if (command.Does(line))
                return true;
        }

        return false;
    }

    /// <summary>The packages that a command names to be installed; none where it is another command.</summary>
    public ImmutableArray<CommandWord> PackagesOf(Invocation command) =>
        Runs(command, Installing) ? command.Objects : [];
}
