using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace DockerLint.Fuzzing.Engine;

/// <summary>
/// The edges of the product's code that a run goes along. Each has a byte of the map that SharpFuzz's instrumentation counts in;
/// how often it was taken counts in steps (1, 2, 3, 4, 8, 16, 32, 128), as with AFL.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Length = 1 << 16;

    private readonly byte[] _seen = new byte[Length];
    private readonly byte* _map = (byte*)NativeMemory.AllocZeroed(Length);

    public Coverage() => Trace.SharedMem = _map;

    /// <summary>How many edges have been seen.</summary>
    public int Edges => Length - _seen.AsSpan().Count((byte)0);

    /// <summary>Forgets all that was seen.</summary>
    public void Clear() => Array.Clear(_seen);

    /// <summary>Forgets the run before.</summary>
    public void Start()
    {
        new Span<byte>(_map, Length).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the run has taken an edge that none has taken, or one more often than any has.</summary>
    public bool IsNew()
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(new ReadOnlySpan<byte>(_map, Length));
        for (int word = 0; word < words.Length; word++)
        {
            if (words[word] != 0 && Any(word * sizeof(ulong)))
                return true;
        }

        return false;

        bool Any(int start)
        {
            for (int edge = start; edge < start + sizeof(ulong); edge++)
            {
                if ((Step(_map[edge]) & ~_seen[edge]) != 0)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Remembers the edges of the run.</summary>
    public void Keep()
    {
        for (int edge = 0; edge < Length; edge++)
            _seen[edge] |= Step(_map[edge]);
    }

    private static byte Step(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
