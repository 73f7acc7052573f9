using System.Collections.Frozen;
using DockerLint.References;

namespace DockerLint.Analysis.Facts;

/// <summary>
/// What is known of images that many files start from, from their own Dockerfiles. Of all others nothing is.
/// </summary>
internal static class KnownImages
{
    /// <summary>They set no USER, and nothing in them gives up root before the program starts.</summary>
    private static readonly FrozenSet<string> s_runAsRoot = new[]
    {
        "alpine", "debian", "ubuntu", "centos", "fedora", "rockylinux", "almalinux", "amazonlinux", "oraclelinux", "archlinux",
        "opensuse/leap", "opensuse/tumbleweed", "photon", "busybox", "bash", "buildpack-deps", "quay.io/centos/centos",
        "registry.fedoraproject.org/fedora", "public.ecr.aws/amazonlinux/amazonlinux", "public.ecr.aws/docker/library/alpine",
        "registry.access.redhat.com/ubi8", "registry.access.redhat.com/ubi8/ubi", "registry.access.redhat.com/ubi8/ubi-minimal",
        "registry.access.redhat.com/ubi9", "registry.access.redhat.com/ubi9/ubi", "registry.access.redhat.com/ubi9/ubi-minimal",
        "python", "pypy", "node", "golang", "ruby", "php", "perl", "rust", "openjdk", "eclipse-temurin", "amazoncorretto",
        "ibm-semeru-runtimes", "sapmachine", "maven", "gradle", "clojure", "swift", "haskell", "erlang", "elixir", "julia", "r-base",
        "gcc", "dart", "mono", "tomcat", "composer",
        "mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/runtime", "mcr.microsoft.com/dotnet/runtime-deps",
        "mcr.microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/core/aspnet", "mcr.microsoft.com/dotnet/core/runtime",
        "mcr.microsoft.com/dotnet/core/sdk", "mcr.microsoft.com/openjdk/jdk", "mcr.microsoft.com/playwright",
        "gcr.io/distroless/static", "gcr.io/distroless/base", "gcr.io/distroless/cc", "gcr.io/distroless/static-debian12",
        "gcr.io/distroless/base-debian12", "gcr.io/distroless/cc-debian12", "gcr.io/distroless/static-debian11",
        "gcr.io/distroless/base-debian11", "gcr.io/distroless/java17-debian12", "gcr.io/distroless/nodejs20-debian12",
        "gcr.io/distroless/python3-debian12",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words in a tag that stand for another user, for workers that give up root, or for Windows.</summary>
    private static readonly string[] s_otherUser =
        ["nonroot", "rootless", "unprivileged", "chiseled", "distroless", "fpm", "apache", "nanoserver", "windowsservercore"];

    private static readonly FrozenSet<string> s_languages = new[]
    {
        "python", "pypy", "node", "golang", "ruby", "rust",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_debian = new[]
    {
        "debian", "ubuntu",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_dotnet = new[]
    {
        "mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/runtime", "mcr.microsoft.com/dotnet/runtime-deps",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_redHat = new[]
    {
        "centos", "fedora", "rockylinux", "almalinux", "amazonlinux", "oraclelinux", "registry.access.redhat.com/ubi8/ubi",
        "registry.access.redhat.com/ubi9/ubi", "registry.access.redhat.com/ubi8/ubi-minimal", "registry.access.redhat.com/ubi9/ubi-minimal",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether containers of an image are known to run as root.</summary>
    public static bool RunsAsRoot(ImageReference image) =>
        s_runAsRoot.Contains(image.Name) && !s_otherUser.Any(word => TagHas(image, word));

    /// <summary>Whether an image is known to lack a program: curl, wget or nc.</summary>
    public static bool Lacks(ImageReference image, string program)
    {
        string name = image.Name;
        if (name.StartsWith("gcr.io/distroless/", StringComparison.Ordinal))
            return !TagHas(image, "debug");
        bool isAlpine = name == "alpine" || ((s_languages.Contains(name) || s_dotnet.Contains(name)) && TagHas(image, "alpine"));
        if (isAlpine || name == "busybox")
            return program == "curl";
        if (s_debian.Contains(name) || s_dotnet.Contains(name) || (s_languages.Contains(name) && TagHas(image, "slim")))
            return !s_otherUser[^2..].Any(word => TagHas(image, word));
        return s_redHat.Contains(name) && program == "wget";
    }

    private static bool TagHas(ImageReference image, string word) => image.Tag?.Contains(word, StringComparison.Ordinal) == true;
}
