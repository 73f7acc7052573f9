namespace DockerLint.Build.Attestations;

/// <summary>A package that is in an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, as its distribution writes it.</param>
/// <param name="Architecture">What it runs on, as its distribution writes it; empty where nothing is said.</param>
/// <param name="Maintainer">Who cares for it; null where nothing is said.</param>
/// <param name="License">Its license as its distribution writes it, which need not be SPDX's way; null where nothing is said.</param>
internal sealed record InstalledPackage(string Name, string Version, string Architecture, string? Maintainer, string? License)
{
    /// <summary>What counts more than the version where two are compared, as rpm has it; null where nothing is said.</summary>
    public string? Epoch { get; init; }

    /// <summary>The organization that it comes from; null where nothing is said.</summary>
    public string? Vendor { get; init; }

    /// <summary>The whole version.</summary>
    public string FullVersion => Epoch is null ? Version : $"{Epoch}:{Version}";
}

/// <summary>What an image is made of.</summary>
/// <param name="Id">The name for programs, such as <c>debian</c>.</param>
/// <param name="Version">Its version; empty where nothing is said.</param>
internal sealed record Distribution(string Id, string Version)
{
    /// <summary>Name and version.</summary>
    public string Name => Version.Length == 0 ? Id : $"{Id}-{Version}";
}
