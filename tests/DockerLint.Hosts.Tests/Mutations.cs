using CsCheck;

namespace DockerLint.Hosts.Tests;

/// <summary>Texts that nobody would write.</summary>
internal static class Mutations
{
    /// <summary>Any characters, lone surrogates and NUL among them, and pieces that mean something to the formats.</summary>
    /// <param name="pieces">The pieces.</param>
    public static Gen<string> Texts(params string[] pieces)
    {
        string[] all = [.. pieces, " ", "\n", "\r\n", "\t", "\uFEFF", "\0", "\uD800", "\uDC00", "é", "😀", "\u2028"];
        return Gen.OneOf(Gen.Int[0, all.Length - 1].Select(index => all[index]), Gen.Char.Select(static c => c.ToString()))
            .Array[0, 60].Select(string.Concat);
    }

    /// <summary>A text, a part of it left out, doubled or replaced.</summary>
    public static Gen<string> Of(string text) => Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, 40], Gen.Int[0, 2], Gen.Char).Select((start, length, kind, c) =>
    {
        length = Math.Min(length, text.Length - start);
        string part = text.Substring(start, length);
        return kind switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, part),
            _ => text.Remove(start, length).Insert(start, c.ToString()),
        };
    });
}
