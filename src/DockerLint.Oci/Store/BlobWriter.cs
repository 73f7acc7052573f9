using System.Buffers;
using System.Security.Cryptography;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>
/// Writes a blob and computes its digest on the way. It is in the store from <see cref="Commit"/> on and no sooner; what
/// was written until then of a blob whose digest is known stays for the next attempt.
/// </summary>
public sealed class BlobWriter : Stream, IBlobWriter
{
    private const int BufferSize = 128 * 1024;

    private readonly StoreLease _lease;
    private readonly Digest? _expected;
    private readonly bool _isResumable;
    private readonly string _algorithm;
    private readonly IncrementalHash _hash;
    private FileStream? _file;
    private long _length;

    private BlobWriter(StoreLease lease, FileStream file, Digest? expected, bool isResumable)
    {
        _lease = lease;
        _file = file;
        _expected = expected;
        _isResumable = isResumable;
        _algorithm = expected?.Algorithm ?? ContentDigest.Usual;
        _hash = ContentDigest.Start(_algorithm);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => _file is not null;

    /// <summary>Bytes that there are: where writing goes on. More than 0 at the start where a broken attempt is taken up.</summary>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="StoreException">It cannot be written, such as for want of room.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        FileStream file = Open;
        try
        {
            file.Write(buffer);
        }
        catch (IOException failure)
        {
            throw Unwritable(failure);
        }

        _hash.AppendData(buffer);
        _length += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="StoreException">It cannot be written, such as for want of room.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        FileStream file = Open;
        try
        {
            await file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw Unwritable(failure);
        }

        _hash.AppendData(buffer.Span);
        _length += buffer.Length;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Starts from nothing, since what was there is of no use.</summary>
    public void Restart()
    {
        Open.SetLength(0);
        _ = _hash.GetHashAndReset();
        _length = 0;
    }

    /// <summary>Puts the blob into the store.</summary>
    /// <returns>Its digest.</returns>
    /// <exception cref="StoreException">It is not the content that was expected. It is dropped.</exception>
    public Digest Commit() => TryCommit(out Digest digest)
        ? digest
        : throw new StoreException($"the content of {_expected} is {digest}, so it is damaged; it was dropped");

    /// <inheritdoc/>
    bool IBlobWriter.Commit() => TryCommit(out _);

    /// <inheritdoc/>
    public override void Flush() => _file?.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Takes up a file.</summary>
    /// <param name="lease">For whom.</param>
    /// <param name="file">The file, from its start.</param>
    /// <param name="expected">The digest that the content must have; null where it is not known.</param>
    /// <param name="isResumable">Whether another writer will look for the file.</param>
    internal static BlobWriter On(StoreLease lease, FileStream file, Digest? expected, bool isResumable)
    {
        var writer = new BlobWriter(lease, file, expected, isResumable);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            writer._hash.AppendData(buffer, 0, read);
            writer._length += read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return writer;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_file is { } file)
            {
                _file = null;
                if (_isResumable && _length > 0)
                    Close(file);
                else
                    Drop(file);
            }

            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryCommit(out Digest digest)
    {
        FileStream file = Open;
        digest = ContentDigest.Complete(_hash, _algorithm);
        if (_expected is not null && _expected != digest)
        {
            _file = null;
            Drop(file);
            return false;
        }

        file.Flush(flushToDisk: true);
        _file = null;
        _lease.Commit(file, digest);
        return true;
    }

    private FileStream Open => _file ?? throw new ObjectDisposedException(nameof(BlobWriter));

    /// <summary>Who copies from a network would take it for a failure of that.</summary>
    private static StoreException Unwritable(IOException failure) => new($"the store cannot be written: {failure.Message}") { HResult = failure.HResult };

    private static void Drop(FileStream file)
    {
        // Before it is closed, so that nobody takes it up; Windows lets go of the name afterwards.
        File.Delete(file.Name);
        Close(file);
    }

    private static void Close(FileStream file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // What is not written is written again by the next attempt.
        }
    }
}
