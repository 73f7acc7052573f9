using System.Security.Cryptography;
using System.Text;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>
/// A stretch of work on a store, such as a pull or a build. What it writes or claims stays until it is disposed, though
/// no image has it yet; then an image must, or the next <c>Prune</c> takes it. It ends with its process.
/// </summary>
/// <remarks>
/// It is a file that its process holds open, with the digests in use as its lines. Names of blobs come and go only while
/// the store's lock is held, so whoever prunes knows all that is in use.
/// </remarks>
public sealed class StoreLease : IContentStore, IDisposable
{
    private readonly ContentStore _store;
    private readonly BlobFiles _files;
    private readonly FileStream _file;
    private readonly object _gate = new();
    private readonly HashSet<Digest> _claimed = [];

    internal StoreLease(ContentStore store, BlobFiles files)
    {
        _store = store;
        _files = files;
        string path = Path.Combine(files.Ingest, RandomNumberGenerator.GetHexString(16, lowercase: true) + BlobFiles.LeaseSuffix);
        _file = AtomicFile.Create(path, AtomicFile.Private, FileShare.Read | FileShare.Delete);
    }

    /// <summary>The store.</summary>
    public ContentStore Store => _store;

    /// <summary>Whether a blob is in the store; if it is, it stays for this work.</summary>
    public bool Claim(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return _store.Locked(() => ClaimLocked(digest));
    }

    /// <inheritdoc/>
    bool IContentStore.Contains(Digest digest) => Claim(digest);

    /// <inheritdoc/>
    Stream IContentStore.Open(Digest digest) => _store.Open(digest);

    /// <inheritdoc/>
    IBlobWriter? IContentStore.Write(Digest digest) => Write(digest);

    /// <summary>Starts a blob whose digest is not known yet; it will be its SHA-256.</summary>
    public BlobWriter Write() =>
        BlobWriter.On(this, _store.Locked(CreatePart), null, isResumable: false);

    /// <summary>Starts a blob whose digest is known, or takes it up where an attempt broke off.</summary>
    /// <returns>Where to write; null if the store has the blob, which then stays for this work.</returns>
    public BlobWriter? Write(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        FileStream? file = null;
        bool isResumable = false;
        bool isThere = _store.Locked(() =>
        {
            if (ClaimLocked(digest))
                return true;
            file = OpenPart(digest);
            isResumable = file is not null;
            // Who has the part open gets on with it; waiting for them would be waiting for their network.
            file ??= CreatePart();
            return false;
        });
        return isThere ? null : BlobWriter.On(this, file!, digest, isResumable);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_file.Name);
        _file.Dispose();
    }

    /// <summary>Gives a complete file the name of its digest.</summary>
    internal void Commit(FileStream file, Digest digest)
    {
        _store.Locked(() =>
        {
            // Nobody opens a part, or sweeps it away, without the lock that is held here.
            file.Dispose();
            string path = _files.PathOf(digest);
            if (File.Exists(path))
            {
                File.Delete(file.Name);
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(file.Name, path);
            }

            return ClaimLocked(digest);
        });
    }

    /// <summary>Writes content that is at hand as a whole.</summary>
    /// <param name="mediaType">What it is.</param>
    /// <param name="content">The content.</param>
    public Descriptor Write(string mediaType, ReadOnlySpan<byte> content)
    {
        using BlobWriter writer = Write();
        writer.Write(content);
        return new Descriptor(mediaType, writer.Commit(), content.Length);
    }

    private bool ClaimLocked(Digest digest)
    {
        if (!File.Exists(_files.PathOf(digest)))
            return false;
        lock (_gate)
        {
            if (_claimed.Add(digest))
            {
                _file.Write(Encoding.ASCII.GetBytes($"{digest}\n"));
                _file.Flush();
            }
        }

        return true;
    }

    private FileStream CreatePart()
    {
        string path = Path.Combine(_files.Ingest, RandomNumberGenerator.GetHexString(16, lowercase: true) + BlobFiles.PartSuffix);
        return AtomicFile.Create(path, AtomicFile.Usual, ContentStore.Exclusive);
    }

    private FileStream? OpenPart(Digest digest)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = ContentStore.Exclusive };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = AtomicFile.Usual;
        try
        {
            return new FileStream(_files.PartOf(digest), options);
        }
        catch (IOException failure) when (FileLock.IsHeld(failure))
        {
            return null;
        }
    }
}
