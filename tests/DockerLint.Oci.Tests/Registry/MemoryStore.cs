using System.Collections.Concurrent;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>A store that forgets. What a broken download leaves is kept for the next.</summary>
internal sealed class MemoryStore : IContentStore
{
    private readonly ConcurrentDictionary<Digest, byte[]> _whole = new();
    private readonly ConcurrentDictionary<Digest, byte[]> _parts = new();

    public IReadOnlyDictionary<Digest, byte[]> Whole => _whole;

    public IReadOnlyDictionary<Digest, byte[]> Parts => _parts;

    public Digest Add(byte[] content)
    {
        Digest digest = ContentDigest.Of(content);
        _whole[digest] = content;
        return digest;
    }

    public void AddPart(Digest digest, byte[] part) => _parts[digest] = part;

    public bool Contains(Digest digest) => _whole.ContainsKey(digest);

    public Stream Open(Digest digest) => new MemoryStream(_whole[digest], writable: false);

    public IBlobWriter? Write(Digest digest) => Contains(digest) ? null : new Writer(this, digest);

    private sealed class Writer : IBlobWriter
    {
        private readonly MemoryStore _store;
        private readonly Digest _digest;
        private readonly MemoryStream _content = new();
        private bool _isCommitted;

        public Writer(MemoryStore store, Digest digest)
        {
            (_store, _digest) = (store, digest);
            if (store._parts.TryRemove(digest, out byte[]? part))
                _content.Write(part);
        }

        public long Length => _content.Length;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken) =>
            _content.WriteAsync(buffer, cancellationToken);

        public void Restart() => _content.SetLength(0);

        public bool Commit()
        {
            _isCommitted = true;
            byte[] content = _content.ToArray();
            bool isRight = ContentDigest.Of(content, _digest.Algorithm) == _digest;
            if (isRight)
                _store._whole[_digest] = content;
            return isRight;
        }

        public void Dispose()
        {
            if (!_isCommitted && _content.Length > 0)
                _store._parts[_digest] = _content.ToArray();
            _content.Dispose();
        }
    }
}
