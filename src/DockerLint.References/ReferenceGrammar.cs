using System.Buffers;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.References;

/// <summary>Where the parts of an image reference lie in its text.</summary>
/// <param name="Registry">Host and port; null if the text has none.</param>
/// <param name="Path">The repository without its registry.</param>
/// <param name="Tag">What follows the colon; null without one.</param>
/// <param name="Digest">What follows the at sign; null without one.</param>
internal readonly record struct ReferenceParts(TextSpan? Registry, TextSpan Path, TextSpan? Tag, TextSpan? Digest);

/// <summary>
/// The grammar of image references, as <c>distribution/reference</c> has it:
/// <code>
/// reference := [registry '/'] path [':' tag] ['@' digest]
/// registry  := (label {'.' label} | '[' IPv6 address ']') [':' digits]
/// path      := component {'/' component}
/// component := [a-z0-9]+ {('.' | '_' | '__' | '-'+) [a-z0-9]+}
/// tag       := [A-Za-z0-9_] [A-Za-z0-9_.-]{0,127}
/// digest    := algorithm ':' [0-9A-Fa-f]{32,}
/// algorithm := [A-Za-z] [A-Za-z0-9]* {('+' | '.' | '-' | '_') [A-Za-z] [A-Za-z0-9]*}
/// </code>
/// Only the start is ambiguous, and the slash that ends a registry decides it, so nothing is read twice.
/// </summary>
internal static class ReferenceGrammar
{
    /// <summary>The longest tag.</summary>
    public const int MaxTagLength = 128;

    private const int MinHexLength = 32;

    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Decimal = "0123456789";

    /// <summary>Upper-case letters.</summary>
    public static readonly SearchValues<char> Upper = SearchValues.Create(UpperCase);

    /// <summary>What a path has beside separators.</summary>
    public static readonly SearchValues<char> LowerAlphanumeric = SearchValues.Create(LowerCase + Decimal);

    /// <summary>What a part of a host name may have.</summary>
    public static readonly SearchValues<char> Label = SearchValues.Create(LowerCase + UpperCase + Decimal + "-");

    /// <summary>What a tag may start with.</summary>
    public static readonly SearchValues<char> TagStart = SearchValues.Create(LowerCase + UpperCase + Decimal + "_");

    /// <summary>What a tag may have.</summary>
    public static readonly SearchValues<char> TagRest = SearchValues.Create(LowerCase + UpperCase + Decimal + "_.-");

    /// <summary>What an IPv6 address in brackets may have.</summary>
    public static readonly SearchValues<char> Address = SearchValues.Create(Decimal + "abcdefABCDEF:");

    /// <summary>What a port has.</summary>
    public static readonly SearchValues<char> Digits = SearchValues.Create(Decimal);

    private static readonly SearchValues<char> Letters = SearchValues.Create(LowerCase + UpperCase);
    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create(LowerCase + UpperCase + Decimal);
    private static readonly SearchValues<char> Hex = SearchValues.Create(Decimal + "abcdefABCDEF");
    private static readonly SearchValues<char> RegistrySign = SearchValues.Create(UpperCase + ".:");

    /// <summary>Any host before a slash is a registry (<c>Parse</c>).</summary>
    public static readonly Parser<char, ReferenceParts> Plain = Reference(RegistryLength);

    /// <summary>A host before a slash is a registry when it looks like one (<c>ParseNormalizedNamed</c>).</summary>
    public static readonly Parser<char, ReferenceParts> Familiar = Reference(static rest =>
    {
        int length = RegistryLength(rest);
        return length > 0 && LooksLikeRegistry(rest[..(length - 1)]) ? length : 0;
    });

    /// <summary>
    /// Whether the text before the first slash means a registry rather than a namespace on Docker Hub: it has a
    /// dot, a colon or an upper-case letter, or is <c>localhost</c>.
    /// </summary>
    public static bool LooksLikeRegistry(ReadOnlySpan<char> first) =>
        first.IndexOfAny(RegistrySign) >= 0 || first is "localhost";

    /// <summary>How long the registry is with the slash after it; 0 if there is none.</summary>
    public static int RegistryLength(ReadOnlySpan<char> rest)
    {
        int length = rest.StartsWith("[") ? AddressLength(rest) : HostNameLength(rest);
        if (length == 0)
            return 0;
        if (rest[length..].StartsWith(":"))
        {
            int digits = Run(rest[(length + 1)..], Digits);
            if (digits == 0)
                return 0;
            length += 1 + digits;
        }

        return rest[length..].StartsWith("/") ? length + 1 : 0;
    }

    /// <summary>How long the IPv6 address with its brackets is; 0 if there is none.</summary>
    public static int AddressLength(ReadOnlySpan<char> rest)
    {
        int inside = Run(rest[1..], Address);
        return inside > 0 && rest[(1 + inside)..].StartsWith("]") ? inside + 2 : 0;
    }

    /// <summary>How long the host name is; 0 if a label of it is empty or starts or ends with a dash.</summary>
    public static int HostNameLength(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (true)
        {
            int label = Run(rest[length..], Label);
            if (label == 0 || rest[length] == '-' || rest[length + label - 1] == '-')
                return 0;
            length += label;
            if (!rest[length..].StartsWith("."))
                return length;
            length++;
        }
    }

    /// <summary>How long the path is; a separator that nothing follows is no part of it.</summary>
    public static int PathLength(ReadOnlySpan<char> rest)
    {
        int length = 0, next = 0;
        while (true)
        {
            int run = Run(rest[next..], LowerAlphanumeric);
            if (run == 0)
                return length;
            length = next + run;
            int separator = SeparatorLength(rest[length..]);
            if (separator == 0)
                return length;
            next = length + separator;
        }
    }

    /// <summary>How long the tag is, at most <see cref="MaxTagLength"/>; 0 if there is none.</summary>
    public static int TagLength(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || !TagStart.Contains(rest[0]) ? 0 : Math.Min(Run(rest, TagRest), MaxTagLength);

    private static int SeparatorLength(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return 0;
        return rest[0] switch
        {
            '/' or '.' => 1,
            '_' => rest.StartsWith("__") ? 2 : 1,
            '-' => rest.IndexOfAnyExcept('-') is var length and >= 0 ? length : rest.Length,
            _ => 0,
        };
    }

    private static int DigestLength(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (true)
        {
            if (length == rest.Length || !Letters.Contains(rest[length]))
                return 0;
            length += Run(rest[length..], Alphanumeric);
            if (length == rest.Length)
                return 0;
            char separator = rest[length++];
            if (separator == ':')
                break;
            if (separator is not ('+' or '.' or '-' or '_'))
                return 0;
        }

        int hex = Run(rest[length..], Hex);
        return hex < MinHexLength ? 0 : length + hex;
    }

    private static int Run(ReadOnlySpan<char> rest, SearchValues<char> set) =>
        rest.IndexOfAnyExcept(set) is var length and >= 0 ? length : rest.Length;

    private static Parser<char, ReferenceParts> Reference(Lex.Measure registry) =>
        Parser.Map(
            static (registry, path, tag, digest) => new ReferenceParts(
                registry.Length == 0 ? null : registry with { Length = registry.Length - 1 }, path, tag, digest),
            Lex.Take(registry),
            Lex.Take(PathLength, 1),
            Suffix(':', TagLength),
            Suffix('@', DigestLength)).Before(Parser<char>.End);

    private static Parser<char, TextSpan?> Suffix(char sign, Lex.Measure length)
    {
        Parser<char, TextSpan?> none = Parser<char>.Return<TextSpan?>(null);
        Parser<char, TextSpan?> some = Lex.One.Then(Lex.Take(length, 1), static (_, span) => (TextSpan?)span);
        return Lex.Switch(c => c == sign ? some : none, none);
    }
}
