using System.Security.Cryptography;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>Digests of content.</summary>
public static class ContentDigest
{
    /// <summary>The algorithm of a digest that nobody asks to be another.</summary>
    public const string Usual = "sha256";

    /// <summary>The digest of content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="algorithm"><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
    public static Digest Of(ReadOnlySpan<byte> content, string algorithm = Usual)
    {
        using IncrementalHash hash = Start(algorithm);
        hash.AppendData(content);
        return Complete(hash, algorithm);
    }

    /// <summary>Starts the digest of content that comes in parts.</summary>
    internal static IncrementalHash Start(string algorithm) => IncrementalHash.CreateHash(algorithm switch
    {
        "sha512" => HashAlgorithmName.SHA512,
        "sha384" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA256,
    });

    /// <summary>The digest of all parts; <paramref name="hash"/> is as it was at its start then.</summary>
    internal static Digest Complete(IncrementalHash hash, string algorithm) =>
        Digest.TryParse($"{algorithm}:{Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant()}", out Digest? digest, out _)
            ? digest
            : throw new ArgumentException("not an algorithm of digests", nameof(algorithm));
}
