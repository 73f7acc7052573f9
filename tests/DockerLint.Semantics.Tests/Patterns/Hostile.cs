using CsCheck;

namespace DockerLint.Semantics.Tests.Patterns;

/// <summary>Texts that nobody writes: NULs, lone surrogates, and many of the characters that mean something.</summary>
internal static class Hostile
{
    public static Gen<string> Text(string significant) =>
        Gen.Frequency((4, Gen.Char[significant]), (1, Gen.Char), (1, Gen.Char["\0\ud83d\ude00\uFEFF\r\n "]))
            .Array[0, 24]
            .Select(static characters => new string(characters));
}
