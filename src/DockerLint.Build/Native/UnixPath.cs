using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DockerLint.Build.Native;

/// <summary>
/// The name of a file as Linux has it: bytes that are mostly, not always, UTF-8, with slashes between. Two are equal if their
/// bytes are.
/// </summary>
public readonly struct UnixPath : IEquatable<UnixPath>
{
    private readonly byte[]? _bytes;

    /// <summary>A path of bytes, which are kept, not copied.</summary>
    public UnixPath(byte[] bytes) => _bytes = bytes;

    /// <summary>A path of a text, in UTF-8.</summary>
    public UnixPath(string text) => _bytes = Encoding.UTF8.GetBytes(text);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _bytes is null or [];

    /// <summary>Whether it starts at the root.</summary>
    public bool IsAbsolute => Bytes is [(byte)'/', ..];

    /// <summary>What comes after the last slash.</summary>
    public ReadOnlySpan<byte> Name => Bytes[(Bytes.LastIndexOf((byte)'/') + 1)..];

    /// <summary>The names between the slashes, without empty ones and <c>.</c>; <c>..</c> is one of them.</summary>
    public IReadOnlyList<byte[]> Segments
    {
        get
        {
            var segments = new List<byte[]>();
            ReadOnlySpan<byte> rest = Bytes;
            while (!rest.IsEmpty)
            {
                int slash = rest.IndexOf((byte)'/');
                ReadOnlySpan<byte> segment = slash < 0 ? rest : rest[..slash];
                if (segment is not ([] or [(byte)'.']))
                    segments.Add(segment.ToArray());
                rest = slash < 0 ? [] : rest[(slash + 1)..];
            }

            return segments;
        }
    }

    /// <summary>A path of a text, in UTF-8.</summary>
    public static implicit operator UnixPath(string text) => new(text);

    /// <summary>Whether the bytes are the same.</summary>
    public static bool operator ==(UnixPath left, UnixPath right) => left.Equals(right);

    /// <summary>Whether the bytes are not the same.</summary>
    public static bool operator !=(UnixPath left, UnixPath right) => !left.Equals(right);

    /// <summary>A path of a text, in UTF-8.</summary>
    public static UnixPath FromString(string text) => new(text);

    /// <summary>This path, a slash where there is none, and a name.</summary>
    public UnixPath Append(ReadOnlySpan<byte> name) =>
        new(Bytes is [] or [.., (byte)'/'] ? [.. Bytes, .. name] : [.. Bytes, (byte)'/', .. name]);

    /// <inheritdoc/>
    public bool Equals(UnixPath other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is UnixPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>The path as a text for people. What is no UTF-8 is replaced.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes);

    /// <summary>The bytes as the system takes them: with a zero at the end.</summary>
    internal static byte[] Terminated(ReadOnlySpan<byte> bytes) => [.. bytes, 0];
}
