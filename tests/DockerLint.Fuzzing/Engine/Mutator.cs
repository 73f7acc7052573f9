using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Fuzzing.Engine;

/// <summary>Makes other inputs of inputs.</summary>
/// <param name="words">What means something to the language.</param>
/// <param name="random">Decides on everything.</param>
internal sealed class Mutator(ImmutableArray<string> words, Random random)
{
    /// <summary>The longest input.</summary>
    public const int Longest = 64 * 1024;

    private const int MostChanges = 6;

    /// <summary>One input in so many is a piece again and again, up to the longest.</summary>
    private const int RepetitionEvery = 400;

    private readonly ImmutableArray<byte[]> _words = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>An input with a few changes.</summary>
    /// <param name="input">The input.</param>
    /// <param name="other">Another one, pieces of which may be taken.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        if (random.Next(RepetitionEvery) == 0)
            return Repeat(input, Longest);
        int changes = 1 + random.Next(MostChanges);
        for (int i = 0; i < changes; i++)
            input = ChangeOnce(input, other);
        return input.Length <= Longest ? input : input[..Longest];
    }

    private byte[] ChangeOnce(byte[] input, byte[] other)
    {
        switch (random.Next(9))
        {
            case 0 or 1:
                return Replace(input, random.Next(input.Length + 1), 0, Word());
            case 2:
                byte[] word = Word();
                return Replace(input, random.Next(input.Length + 1), word.Length, word);
            case 3:
                (int start, int length) = Piece(input);
                return Replace(input, start, length, []);
            case 4:
                (start, length) = Piece(input);
                return Replace(input, random.Next(input.Length + 1), 0, input.AsSpan(start, length));
            case 5:
                (start, length) = Piece(other);
                return Replace(input, random.Next(input.Length + 1), random.Next(2) * length, other.AsSpan(start, length));
            case 6:
                (start, length) = Piece(input);
                (int from, int most) = Piece(other);
                return Replace(input, start, length, other.AsSpan(from, most));
            case 7:
                return Replace(input, random.Next(input.Length + 1), 1, [(byte)random.Next(256)]);
            default:
                return Repeat(input, input.Length + random.Next(200));
        }
    }

    /// <summary>The input with a piece of it again and again, until it is so long.</summary>
    private byte[] Repeat(byte[] input, int length)
    {
        (int start, int piece) = Piece(input);
        if (piece == 0 || length <= input.Length)
            return input;
        byte[] repeated = new byte[(length - input.Length) / piece * piece];
        for (int i = 0; i < repeated.Length; i++)
            repeated[i] = input[start + (i % piece)];
        return Replace(input, start, 0, repeated);
    }

    private byte[] Word() => _words.IsEmpty ? [(byte)random.Next(256)] : _words[random.Next(_words.Length)];

    /// <summary>A piece of an input: mostly a short one, sometimes whole lines.</summary>
    private (int Start, int Length) Piece(byte[] input)
    {
        if (input.Length == 0)
            return (0, 0);
        int start = random.Next(input.Length);
        if (random.Next(3) > 0)
            return (start, random.Next(1, Math.Min(input.Length - start, 1 << random.Next(1, 8)) + 1));
        start = Array.LastIndexOf(input, (byte)'\n', start) + 1;
        int end = Array.IndexOf(input, (byte)'\n', Math.Min(start + random.Next(200), input.Length - 1));
        return start >= input.Length ? (0, 0) : (start, (end < start ? input.Length : end + 1) - start);
    }

    private static byte[] Replace(byte[] input, int start, int length, ReadOnlySpan<byte> by) =>
        [.. input.AsSpan(0, start), .. by, .. input.AsSpan(Math.Min(input.Length, start + length))];
}
