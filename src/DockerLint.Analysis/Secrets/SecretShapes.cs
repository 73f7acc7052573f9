using System.Buffers;
using System.Collections.Immutable;

namespace DockerLint.Analysis.Secrets;

/// <summary>A part of a text that looks like a secret.</summary>
/// <param name="Kind">What it looks like, for messages, which never hold the secret itself.</param>
/// <param name="Span">Where it stands.</param>
internal readonly record struct SecretMatch(string Kind, TextSpan Span);

/// <summary>Secrets that can be told by how they are written, from what their issuers publish of their formats.</summary>
internal static class SecretShapes
{
    private const int ShortestToken = 16;
    private const int LeastVariety = 8;
    private const string KeyEnd = "PRIVATE KEY-----";

    private static readonly SearchValues<char> s_word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
    private static readonly SearchValues<char> s_alphanumeric = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> s_base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    private static readonly SearchValues<char> s_urlSafe = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> s_upper = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> s_dotted = s_word;

    private static readonly SearchValues<char> s_beforeAuthorityEnd = SearchValues.Create("/?# \t\r\n\"'`<>\\");

    /// <summary>A new kind of token is a line here.</summary>
    private static readonly ImmutableArray<Shape> s_shapes =
    [
        new("an access key of AWS", "AKIA", 16, 16, s_upper),
        new("an access key of AWS", "ASIA", 16, 16, s_upper),
        new("a token of GitHub", "ghp_", 36, 255, s_alphanumeric),
        new("a token of GitHub", "gho_", 36, 255, s_alphanumeric),
        new("a token of GitHub", "ghu_", 36, 255, s_alphanumeric),
        new("a token of GitHub", "ghs_", 36, 255, s_alphanumeric),
        new("a token of GitHub", "ghr_", 36, 255, s_alphanumeric),
        new("a token of GitHub", "github_pat_", 36, 255, s_urlSafe),
        new("a token of GitLab", "glpat-", 20, 255, s_dotted),
        new("a token of GitLab", "gldt-", 20, 255, s_dotted),
        new("a token of GitLab", "glrt-", 20, 255, s_dotted),
        new("a token of Slack", "xoxb-", 20, 255, s_urlSafe),
        new("a token of Slack", "xoxp-", 20, 255, s_urlSafe),
        new("a token of Slack", "xoxa-", 20, 255, s_urlSafe),
        new("a token of Slack", "xoxr-", 20, 255, s_urlSafe),
        new("a token of Slack", "xoxs-", 20, 255, s_urlSafe),
        new("a token of Slack", "xapp-", 20, 255, s_urlSafe),
        new("a key of Stripe", "sk_live_", 24, 255, s_alphanumeric),
        new("a key of Stripe", "rk_live_", 24, 255, s_alphanumeric),
        new("a key of Google's APIs", "AIza", 35, 35, s_urlSafe),
        new("a client secret of Google", "GOCSPX-", 28, 28, s_urlSafe),
        new("a token of npm", "npm_", 36, 36, s_alphanumeric),
        new("a token of PyPI", "pypi-AgE", 50, 1000, s_urlSafe),
        new("a key of RubyGems", "rubygems_", 48, 48, s_hex),
        new("a token of Docker Hub", "dckr_pat_", 20, 64, s_urlSafe),
        new("a key of SendGrid", "SG.", 60, 80, s_dotted),
        new("a token of DigitalOcean", "dop_v1_", 64, 64, s_hex),
        new("a token of Hugging Face", "hf_", 34, 40, s_alphanumeric),
        new("a key of OpenAI", "sk-proj-", 40, 255, s_urlSafe),
        new("a key of Anthropic", "sk-ant-", 40, 255, s_urlSafe),
        new("a token of Vault", "hvs.", 24, 255, s_urlSafe),
        new("a token of Databricks", "dapi", 32, 34, s_urlSafe),
        new("a token of Shopify", "shpat_", 32, 32, s_hex),
        new("a token of Grafana", "glsa_", 32, 64, s_urlSafe),
        new("a token of Linear", "lin_api_", 32, 64, s_alphanumeric),
        new("a secret key of age", "AGE-SECRET-KEY-1", 40, 80, s_upper),
    ];

    /// <summary>How they start.</summary>
    private static readonly SearchValues<char> s_first = SearchValues.Create([.. s_shapes.Select(static shape => shape.Prefix[0])]);

    /// <summary>What looks like a secret in a text, in order; no part of it twice.</summary>
    public static IReadOnlyList<SecretMatch> In(string text, TextSpan part)
    {
        List<SecretMatch>? found = null;
        AddTokens(text, part, ref found);
        AddPrivateKeys(text, part, ref found);
        AddPasswords(text, part, ref found);
        AddStorageKeys(text, part, ref found);
        if (found is null)
            return [];
        found.Sort(static (one, other) => one.Span.CompareTo(other.Span));
        return WithoutOverlaps(found);
    }

    private static List<SecretMatch> WithoutOverlaps(List<SecretMatch> sorted)
    {
        int end = 0;
        sorted.RemoveAll(match =>
        {
            bool overlaps = match.Span.Start < end;
            end = Math.Max(end, match.Span.End);
            return overlaps;
        });
        return sorted;
    }

    private static void AddTokens(string text, TextSpan part, ref List<SecretMatch>? found)
    {
        ReadOnlySpan<char> whole = text.AsSpan(part.Start, part.Length);
        // A run that is long enough holds one of the characters at every such distance, so that only these are looked at.
        int start = 0;
        for (int at = ShortestToken - 1; at < whole.Length; at += ShortestToken)
        {
            if (!s_word.Contains(whole[at]))
                continue;
            start = Math.Max(start, whole[..at].LastIndexOfAnyExcept(s_word) + 1);
            int length = whole[at..].IndexOfAnyExcept(s_word);
            int end = length < 0 ? whole.Length : at + length;
            if (end - start >= ShortestToken && TokenIn(text, TextSpan.Between(part.Start + start, part.Start + end)) is { } match)
                (found ??= []).Add(match);
            start = end;
            at = end;
        }
    }

    private static SecretMatch? TokenIn(string text, TextSpan run)
    {
        ReadOnlySpan<char> word = text.AsSpan(run.Start, run.Length).TrimEnd('.');
        var span = new TextSpan(run.Start, word.Length);
        foreach (Shape shape in s_first.Contains(text[run.Start]) ? s_shapes : [])
        {
            if (shape.Fits(word))
                return new SecretMatch(shape.Kind, span);
        }

        return IsWebToken(word) ? new SecretMatch("a JSON web token", span) : null;
    }

    /// <summary>Three parts, of which the first two are JSON objects in base64 (RFC 7519).</summary>
    private static bool IsWebToken(ReadOnlySpan<char> word)
    {
        const string Object = "eyJ";
        const int ShortestPart = 10;
        if (!word.StartsWith(Object, StringComparison.Ordinal))
            return false;
        int first = word.IndexOf('.');
        int second = first < 0 ? -1 : first + 1 + word[(first + 1)..].IndexOf('.');
        return second > first
            && first >= ShortestPart
            && second - first > ShortestPart
            && word[(first + 1)..].StartsWith(Object, StringComparison.Ordinal)
            && word.Length - second > ShortestPart
            && word[(second + 1)..].IndexOf('.') < 0;
    }

    /// <summary>PEM blocks (RFC 7468): the line that opens one, where the key follows.</summary>
    private static void AddPrivateKeys(string text, TextSpan part, ref List<SecretMatch>? found)
    {
        const string Open = "-----BEGIN ";
        const int LongestKind = 30;
        const int Shown = 20;
        for (int at = IndexOf(text, Open, part.Start, part.End); at >= 0; at = IndexOf(text, Open, at + Open.Length, part.End))
        {
            int end = IndexOf(text, KeyEnd, at + Open.Length, Math.Min(part.End, at + Open.Length + LongestKind + KeyEnd.Length));
            if (end < 0)
                continue;
            end += KeyEnd.Length;
            ReadOnlySpan<char> rest = text.AsSpan(end, part.End - end);
            rest = rest[LengthOfGap(rest)..];
            int length = rest.IndexOfAnyExcept(s_base64);
            if ((length < 0 ? rest.Length : length) >= Shown)
                (found ??= []).Add(new SecretMatch("a private key", TextSpan.Between(at, end)));
        }
    }

    /// <summary>What a shell or a string may put between the lines of a key.</summary>
    private static int LengthOfGap(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && (char.IsWhiteSpace(text[length]) || text[length] is '\\' or '"' or '\'' || IsEscapedLine(text, length)))
            length++;
        return length;
    }

    private static bool IsEscapedLine(ReadOnlySpan<char> text, int index) => text[index] is 'n' or 'r' && index > 0 && text[index - 1] == '\\';

    /// <summary>The password of <c>scheme://user:password@host</c> (RFC 3986, section 3.2.1).</summary>
    private static void AddPasswords(string text, TextSpan part, ref List<SecretMatch>? found)
    {
        const string Scheme = "://";
        for (int at = IndexOf(text, Scheme, part.Start, part.End); at >= 0; at = IndexOf(text, Scheme, at + 1, part.End))
        {
            int start = at + Scheme.Length;
            ReadOnlySpan<char> rest = text.AsSpan(start, part.End - start);
            int end = rest.IndexOfAny(s_beforeAuthorityEnd);
            ReadOnlySpan<char> authority = end < 0 ? rest : rest[..end];
            int host = authority.LastIndexOf('@');
            int colon = host < 0 ? -1 : authority[..host].IndexOf(':');
            if (colon >= 0 && !Placeholders.IsInAddress(authority[(colon + 1)..host]))
                (found ??= []).Add(new SecretMatch("a password in an address", TextSpan.Between(start + colon + 1, start + host)));
        }
    }

    /// <summary>The key in a connection string of Azure Storage: 64 bytes in base64.</summary>
    private static void AddStorageKeys(string text, TextSpan part, ref List<SecretMatch>? found)
    {
        const string Name = "AccountKey=";
        const int Length = 88;
        for (int at = IndexOf(text, Name, part.Start, part.End); at >= 0; at = IndexOf(text, Name, at + 1, part.End))
        {
            int start = at + Name.Length;
            if (part.End - start >= Length && !text.AsSpan(start, Length).ContainsAnyExcept(s_base64))
                (found ??= []).Add(new SecretMatch("a key of Azure Storage", new TextSpan(start, Length)));
        }
    }

    private static int IndexOf(string text, string what, int start, int end) =>
        start < end && text.AsSpan(start, end - start).IndexOf(what) is >= 0 and int at ? start + at : -1;

    /// <summary>A token that starts with what only its issuer's start with.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Prefix">How it starts.</param>
    /// <param name="Least">The least number of characters that follow.</param>
    /// <param name="Most">The most.</param>
    /// <param name="Alphabet">Which ones.</param>
    private sealed record Shape(string Kind, string Prefix, int Least, int Most, SearchValues<char> Alphabet)
    {
        public bool Fits(ReadOnlySpan<char> word)
        {
            if (word[0] != Prefix[0] || !word.StartsWith(Prefix, StringComparison.Ordinal))
                return false;
            ReadOnlySpan<char> rest = word[Prefix.Length..];
            return rest.Length >= Least && rest.Length <= Most && !rest.ContainsAnyExcept(Alphabet) && Placeholders.Variety(rest) >= LeastVariety
                && !rest.Contains("EXAMPLE", StringComparison.OrdinalIgnoreCase);
        }
    }
}
