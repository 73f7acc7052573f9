using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Oci.Registry.Headers;

/// <summary>How a server wants to be told who asks: <c>WWW-Authenticate</c> (RFC 9110, section 11.6.1).</summary>
/// <param name="Scheme">Such as <c>Bearer</c>; letter case means nothing.</param>
/// <param name="Parameters">Such as <c>realm</c>; letter case of names means nothing. The last of a name counts.</param>
internal sealed record Challenge(string Scheme, ImmutableDictionary<string, string> Parameters)
{
    private static readonly ImmutableDictionary<string, string> s_none = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> s_token68 =
        SearchValues.Create("-._~+/=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly Parser<char, string> s_assigned =
        HeaderGrammar.Blanks.Then(Char('=')).Then(HeaderGrammar.Blanks).Then(HeaderGrammar.Value);

    private static readonly Parser<char, Part> s_parameter = Map(
        static (name, value) => new Part(null, name, value), HeaderGrammar.Token, s_assigned);

    private static readonly Parser<char, Part?> s_next = s_parameter.Select(static part => (Part?)part);

    /// <summary>Credentials of schemes that we have no use for.</summary>
    private static readonly Parser<char, Part> s_other = Lex.TakeWhile1(s_token68).ThenReturn(new Part(null, null, null));

    private static readonly Parser<char, Part> s_nothing = Parser<char>.Return(new Part(null, null, null));

    private static readonly Parser<char, Part?> s_part = Lex.Choose(static rest =>
        HeaderGrammar.IsAssigned(AfterToken(rest)) ? s_next : s_opening!);

    private static readonly Parser<char, Part?> s_opening = Map(
        static (scheme, first) => (Part?)(first with { Scheme = scheme }),
        HeaderGrammar.Token.Before(HeaderGrammar.Blanks),
        Lex.Choose(static rest => rest is [] or [',', ..] ? s_nothing : IsParameter(rest) ? s_parameter : s_other));

    private static readonly Parser<char, ImmutableArray<Part?>> s_list = HeaderGrammar.List(s_part, HeaderGrammar.InToken.Contains);

    /// <summary>The challenges of a field; none where it is none of that form.</summary>
    public static ImmutableArray<Challenge> Read(string field)
    {
        Result<char, ImmutableArray<Part?>> parsed = s_list.Parse(field);
        if (!parsed.Success)
            return [];
        ImmutableArray<Challenge>.Builder challenges = ImmutableArray.CreateBuilder<Challenge>();
        foreach (Part part in parsed.Value.OfType<Part>())
        {
            if (part.Scheme is not null)
                challenges.Add(new Challenge(part.Scheme, s_none));
            else if (challenges.Count == 0)
                return [];
            if (part.Name is not null)
                challenges[^1] = challenges[^1] with { Parameters = challenges[^1].Parameters.SetItem(part.Name, part.Value!) };
        }

        return challenges.DrainToImmutable();
    }

    /// <summary>The value of a parameter; null where there is none.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    /// <summary>Whether it is of a scheme.</summary>
    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> AfterToken(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAnyExcept(HeaderGrammar.InToken);
        return end < 0 ? [] : rest[end..];
    }

    /// <summary>A value stands behind the equals sign, or else that ends other credentials.</summary>
    private static bool IsParameter(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> after = AfterToken(rest).TrimStart(" \t");
        return after is ['=', ..] && after[1..].TrimStart(" \t") is [not ('=' or ','), ..];
    }

    /// <summary>A scheme, the parameter of one, or both.</summary>
    private sealed record Part(string? Scheme, string? Name, string? Value);
}
