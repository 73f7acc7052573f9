using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Build.Plan;

/// <summary>
/// Makes a digest of values in a given order. Each goes in with its length, so that no two rows of values make the same bytes.
/// </summary>
public sealed class KeyWriter : IDisposable
{
    private readonly IncrementalHash _hash = ContentDigest.Start();

    /// <summary>Starts a key.</summary>
    /// <param name="kind">What it is the key of.</param>
    public KeyWriter(string kind) => Add(kind);

    /// <summary>Adds bytes.</summary>
    public KeyWriter Add(ReadOnlySpan<byte> value)
    {
        Add(value.Length);
        _hash.AppendData(value);
        return this;
    }

    /// <summary>Adds a text; null is another than the empty one.</summary>
    public KeyWriter Add(string? value) => value is null ? Add(-1) : Add(Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a number.</summary>
    public KeyWriter Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _hash.AppendData(bytes);
        return this;
    }

    /// <summary>Adds a switch.</summary>
    public KeyWriter Add(bool value) => Add(value ? 1 : 0);

    /// <summary>Adds a digest; null for nothing.</summary>
    public KeyWriter Add(Digest? value) => Add(value?.Text);

    /// <summary>Adds texts.</summary>
    public KeyWriter Add(IReadOnlyCollection<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Add(values.Count);
        foreach (string value in values)
            Add(value);
        return this;
    }

    /// <summary>The key of all that was added.</summary>
    public Digest Complete() => ContentDigest.Complete(_hash);

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
