using System.IO.Enumeration;
using DockerLint.References;

namespace DockerLint.Analysis.Configuration;

/// <summary>
/// Which images are trusted by where they come from: a registry such as <c>docker.io</c>, <c>*.example.com</c> or
/// <c>*</c>, or what stands below a path of it, such as <c>docker.io/library/*</c>. A <c>*</c> is any run of
/// characters, a <c>?</c> any one; letter case does not matter.
/// </summary>
/// <param name="Text">The pattern.</param>
public sealed record RegistryPattern(string Text)
{
    /// <summary>The name by which hadolint's configurations may call Docker Hub.</summary>
    private const string DockerHubWebsite = "hub.docker.com";

    /// <summary>Whether an image comes from there. One without a registry comes from <c>docker.io</c>.</summary>
    public bool Matches(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        int slash = Text.IndexOf('/', StringComparison.Ordinal);
        ReadOnlySpan<char> registry = slash < 0 ? Text : Text.AsSpan(0, slash);
        // The star of a registry must not reach into the path: anybody can name a repository like a registry.
        return (IsMatch(registry, image.Domain) || (image.Domain == ImageReference.DockerHub && IsMatch(registry, DockerHubWebsite)))
            && (slash < 0 || IsMatch(Text.AsSpan(slash + 1), image.RepositoryPath));
    }

    private static bool IsMatch(ReadOnlySpan<char> pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
