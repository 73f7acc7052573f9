using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>A manifest or index as a registry has it.</summary>
/// <param name="Descriptor">What it is: its digest is that of the content.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Document">What they say.</param>
public sealed record FetchedManifest(Descriptor Descriptor, ReadOnlyMemory<byte> Content, ManifestDocument Document)
{
    /// <summary>Its digest.</summary>
    public Digest Digest => Descriptor.Digest;
}

/// <summary>What Docker Hub finds.</summary>
/// <param name="Name">The repository as people write it.</param>
/// <param name="Description">What it is, in one line.</param>
/// <param name="Stars">How many people like it.</param>
/// <param name="IsOfficial">Whether it is one of Docker's official images.</param>
public sealed record SearchResult(string Name, string Description, long Stars, bool IsOfficial);
