using CsCheck;

namespace DockerLint.Configuration.Tests;

/// <summary>Texts that nobody writes: NULs, lone surrogates, and many of the characters that mean something.</summary>
internal static class Hostile
{
    public static Gen<string> Text(string significant, int longest = 24) =>
        Gen.Frequency((6, Gen.Char[significant]), (1, Gen.Char), (1, Gen.Char["\0\ud83d\ude00\uFEFF\r\n\t "]))
            .Array[0, longest]
            .Select(static characters => new string(characters));

    /// <summary>Texts of whole words, so that they get further than the first character.</summary>
    public static Gen<string> Words(params string[] words) =>
        Gen.Int[0, words.Length - 1].Select(index => words[index]).Array[0, 24].Select(static parts => string.Concat(parts));
}
