using System.Security.Cryptography;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>Digests of content.</summary>
public static class ContentDigest
{
    private const string Usual = "sha256";

    /// <summary>The digest of content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="algorithm"><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
    public static Digest Of(ReadOnlySpan<byte> content, string algorithm = Usual)
    {
        byte[] hash = algorithm switch
        {
            "sha512" => SHA512.HashData(content),
            "sha384" => SHA384.HashData(content),
            _ => SHA256.HashData(content),
        };
        return Digest.TryParse($"{algorithm}:{Convert.ToHexString(hash).ToLowerInvariant()}", out Digest? digest, out _)
            ? digest
            : throw new ArgumentException("not an algorithm of digests", nameof(algorithm));
    }
}
