using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Fuzzing.Engine;

/// <summary>A part of the product that reads what others have written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Words">What means something to its language.</param>
/// <param name="Seeds">Inputs to start with.</param>
/// <param name="Run">Has an input read, and throws where what must be true of any input is not.</param>
internal sealed record FuzzTarget(string Name, ImmutableArray<string> Words, Func<IEnumerable<byte[]>> Seeds, Action<byte[]> Run)
{
    /// <summary>A target that reads texts. Bytes that are no UTF-8 become U+FFFD, as where files are read.</summary>
    public static FuzzTarget OfText(string name, ImmutableArray<string> words, Func<IEnumerable<string>> seeds, Action<string> run) =>
        new(name, words, () => seeds().Select(Encoding.UTF8.GetBytes), input => run(Encoding.UTF8.GetString(input)));

    /// <summary>A target that reads texts of several kinds; the first byte of an input says which.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="words">What means something to its languages.</param>
    /// <param name="kinds">How many there are.</param>
    /// <param name="seeds">Inputs to start with: kind and text.</param>
    /// <param name="run">Reads a text of a kind.</param>
    public static FuzzTarget OfTexts(string name, ImmutableArray<string> words, int kinds, Func<IEnumerable<(int Kind, string Text)>> seeds, Action<int, string> run) =>
        OfText(
            name,
            words,
            () => seeds().Select(static seed => (char)('0' + seed.Kind) + seed.Text),
            input =>
            {
                if (input.Length > 0)
                    run((input[0] + kinds - ('0' % kinds)) % kinds, input[1..]);
            });
}
