using DockerLint.References;

namespace DockerLint.Build.Attestations;

/// <summary>Names of images and packages for all systems (package-url/purl-spec).</summary>
internal static class PackageUrl
{
    /// <summary>An image: <c>pkg:docker/alpine@3.17?platform=linux%2Famd64</c>.</summary>
    public static string OfImage(ImageReference image, Platform platform)
    {
        string version = image.Digest is { } digest && image.Tag is null ? "" : $"@{Uri.EscapeDataString(image.Tag ?? ImageReference.DefaultTag)}";
        string pinned = image.Digest is { } pin ? $"digest={Uri.EscapeDataString(pin.Text)}&" : "";
        return $"pkg:docker/{image.Name}{version}?{pinned}platform={Uri.EscapeDataString(platform.Format())}";
    }

    /// <summary>A package of a distribution: <c>pkg:deb/debian/bash@5.2-3?arch=amd64&amp;distro=debian-12</c>.</summary>
    public static string OfPackage(InstalledPackage package, string type, Distribution distribution)
    {
        string epoch = package.Epoch is null ? "" : $"&epoch={package.Epoch}";
        string arch = package.Architecture.Length == 0 ? "" : $"arch={Uri.EscapeDataString(package.Architecture)}&";
        return $"pkg:{type}/{Uri.EscapeDataString(distribution.Id)}/{Uri.EscapeDataString(package.Name)}@{Uri.EscapeDataString(package.Version)}"
            + $"?{arch}distro={Uri.EscapeDataString(distribution.Name)}{epoch}";
    }
}
