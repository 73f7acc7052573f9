using System.Buffers;
using System.Security.Cryptography;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>Digests of content.</summary>
public static class ContentDigest
{
    /// <summary>The algorithm of a digest that nobody asks to be another.</summary>
    public const string Usual = "sha256";

    private const int BufferSize = 128 * 1024;

    /// <summary>The digest of content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="algorithm"><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
    public static Digest Of(ReadOnlySpan<byte> content, string algorithm = Usual)
    {
        using IncrementalHash hash = Start(algorithm);
        hash.AppendData(content);
        return Complete(hash, algorithm);
    }

    /// <summary>The digest of all that is left of a stream.</summary>
    /// <param name="content">The stream; stays open.</param>
    public static Digest Of(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using IncrementalHash hash = Start();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
            hash.AppendData(buffer, 0, read);
        ArrayPool<byte>.Shared.Return(buffer);
        return Complete(hash);
    }

    /// <summary>Starts the digest of content that comes in parts.</summary>
    /// <param name="algorithm"><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
    public static IncrementalHash Start(string algorithm = Usual) => IncrementalHash.CreateHash(algorithm switch
    {
        "sha512" => HashAlgorithmName.SHA512,
        "sha384" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA256,
    });

    /// <summary>The digest of all parts; <paramref name="hash"/> is as it was at its start then.</summary>
    /// <param name="hash">What <see cref="Start"/> has given.</param>
    /// <param name="algorithm">The algorithm that it was started with.</param>
    public static Digest Complete(IncrementalHash hash, string algorithm = Usual)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return Digest.TryParse($"{algorithm}:{Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant()}", out Digest? digest, out _)
            ? digest
            : throw new ArgumentException("not an algorithm of digests", nameof(algorithm));
    }
}
