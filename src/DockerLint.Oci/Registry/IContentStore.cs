using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>Where pulled content goes, and pushed content comes from.</summary>
public interface IContentStore
{
    /// <summary>Whether content is there, whole; if it is, it stays while the transfer runs.</summary>
    bool Contains(Digest digest);

    /// <summary>Opens content that is there for reading, at its start. The stream can seek.</summary>
    Stream Open(Digest digest);

    /// <summary>Starts to write content, or goes on with what an earlier attempt has left.</summary>
    /// <returns>Where to write; null if the content is there.</returns>
    IBlobWriter? Write(Digest digest);
}

/// <summary>Writes content of a known digest. Without <see cref="Commit"/> it is not in the store; what was written may be kept for a later attempt.</summary>
public interface IBlobWriter : IDisposable
{
    /// <summary>Bytes that are written, those of an earlier attempt included.</summary>
    long Length { get; }

    /// <summary>Writes the next bytes.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Drops all that is written, to start anew.</summary>
    void Restart();

    /// <summary>Puts the content into the store if it has the digest; else drops it, and the writer is of no use any more.</summary>
    /// <returns>Whether it has the digest.</returns>
    bool Commit();
}
