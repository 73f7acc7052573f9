using System.Collections.Immutable;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Build.Plan;

/// <summary>An image that a build starts from or takes files from, as it is at this moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">The digest of its manifest.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Layers">Its layers, lowest first.</param>
public sealed record ResolvedImage(ImageReference Name, Digest Digest, ImageConfig Config, ImmutableArray<Descriptor> Layers);

/// <summary>Finds the images that a Dockerfile names.</summary>
public interface IImageResolver
{
    /// <summary>Finds an image.</summary>
    /// <param name="image">Its name; without tag and digest, <c>latest</c>.</param>
    /// <param name="platform">The platform that it is to be for.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The image, or why it cannot be had: a lower-case clause.</returns>
    Task<(ResolvedImage? Image, string? Error)> ResolveAsync(ImageReference image, Platform platform, CancellationToken cancellation);
}
