using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DockerLint.References;

/// <summary>
/// The name of content by its hash: <c>sha256:</c> and 64 lower-case hexadecimal digits, or as much for the other
/// algorithms that the OCI image specification and <c>go-digest</c> register: sha384 (96), sha512 (128).
/// </summary>
public sealed record Digest
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private Digest(string text) => Text = text;

    /// <summary>Algorithm and hash with a colon between.</summary>
    public string Text { get; }

    /// <summary><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</summary>
    public string Algorithm => Text[..Colon];

    /// <summary>The hash in lower-case hexadecimal digits.</summary>
    public string Hex => Text[(Colon + 1)..];

    private int Colon => Text.IndexOf(':');

    /// <summary>Reads a whole text as a digest.</summary>
    /// <param name="text">For example <c>sha256:</c> with 64 digits.</param>
    /// <param name="digest">The digest, if the text is one.</param>
    /// <param name="error">Otherwise why not; always of kind <see cref="ReferenceErrorKind.InvalidDigest"/>.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Digest? digest, [NotNullWhen(false)] out ReferenceError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = Check(text, 0);
        digest = error is null ? new Digest(text) : null;
        return digest is not null;
    }

    /// <summary>Why <paramref name="text"/>, found at an offset, is no digest; null if it is one.</summary>
    internal static ReferenceError? Check(ReadOnlySpan<char> text, int offset)
    {
        var whole = new TextSpan(offset, text.Length);
        int colon = text.IndexOf(':');
        if (colon <= 0)
            return Invalid($"{Quoted.Text(text)} is not a digest; write 'sha256:' and 64 hexadecimal digits", whole);

        ReadOnlySpan<char> algorithm = text[..colon];
        ReadOnlySpan<char> hex = text[(colon + 1)..];
        int length = HexLength(algorithm);
        if (length == 0)
        {
            return Invalid(
                $"{Quoted.Text(algorithm)} is not a digest algorithm; use 'sha256', 'sha384' or 'sha512'",
                whole with { Length = colon });
        }

        var digits = new TextSpan(offset + colon + 1, hex.Length);
        if (hex.Length != length)
        {
            return Invalid(
                $"a {algorithm} digest has {length} hexadecimal digits, not {hex.Length}; copy it whole",
                hex.IsEmpty ? whole : digits);
        }

        int wrong = hex.IndexOfAnyExcept(LowerHex);
        return wrong < 0
            ? null
            : Invalid(
                $"{Quoted.Char(hex[wrong])} is not a digit of a digest; it has only '0' to '9' and 'a' to 'f'",
                new TextSpan(digits.Start + wrong, 1));
    }

    /// <summary>The digest that <see cref="Check"/> found no fault with.</summary>
    internal static Digest FromChecked(string text) => new(text);

    /// <summary>Algorithm and hash with a colon between.</summary>
    public override string ToString() => Text;

    private static int HexLength(ReadOnlySpan<char> algorithm) => algorithm switch
    {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => 0,
    };

    private static ReferenceError Invalid(string message, TextSpan span) =>
        new(ReferenceErrorKind.InvalidDigest, message, span);
}
