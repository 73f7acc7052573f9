namespace DockerLint.References;

/// <summary>
/// Says what is wrong with a text that the grammar refused: cuts it loosely at the signs that part a reference and
/// names the first part, from the left, that is not what it should be.
/// </summary>
internal static class ReferenceDiagnosis
{
    private const string SchemeEnd = "://";

    /// <summary>The fault of a text that <see cref="ReferenceGrammar.Familiar"/> refused.</summary>
    public static ReferenceError Explain(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ReferenceError(
                ReferenceErrorKind.Empty,
                "the image reference is empty; write a name and a tag, such as 'alpine:3.20'",
                new TextSpan(0, text.Length));
        }

        int at = text.IndexOf('@');
        int nameEnd = at < 0 ? text.Length : at;
        ReadOnlySpan<char> name = text.AsSpan(0, nameEnd);
        int slash = name.IndexOf('/');
        int pathStart = slash >= 0 && MeansRegistry(name[..slash]) ? slash + 1 : 0;
        int colon = name[pathStart..].IndexOf(':') is var offset and >= 0 ? pathStart + offset : nameEnd;

        return Scheme(text)
            ?? Registry(name, pathStart)
            ?? Path(text, TextSpan.Between(pathStart, colon))
            ?? Tag(name, colon)
            ?? DigestAfter(text, at);
    }

    /// <summary>A first part that would be a path in lower case, like <c>my_Team/app</c>, isn't meant as a registry.</summary>
    private static bool MeansRegistry(ReadOnlySpan<char> first)
    {
        if (!ReferenceGrammar.LooksLikeRegistry(first))
            return false;
        if (ReferenceGrammar.HostNameLength(first) == first.Length)
            return true;
        string lower = first.ToString().ToLowerInvariant();
        return ReferenceGrammar.PathLength(lower) != lower.Length;
    }

    private static ReferenceError? Scheme(string text)
    {
        int end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (end <= 0 || text.AsSpan(0, end).ContainsAnyExcept(ReferenceGrammar.Label))
            return null;
        var span = new TextSpan(0, end + SchemeEnd.Length);
        return Format($"an image reference has no scheme; remove {Quoted.Text(text.AsSpan(0, span.Length))}", span);
    }

    /// <summary>The fault of what stands before <paramref name="pathStart"/> and its slash.</summary>
    private static ReferenceError? Registry(ReadOnlySpan<char> name, int pathStart)
    {
        if (name.StartsWith("[") && (pathStart == 0 || ReferenceGrammar.AddressLength(name) == 0))
        {
            int end = name.IndexOf('/') is var slash and >= 0 ? slash : name.Length;
            return Format(
                "brackets hold the IPv6 address of a registry, digits and colons only, and a repository follows, "
                    + "as in '[::1]:5000/app'",
                new TextSpan(0, end));
        }

        if (pathStart == 0 || ReferenceGrammar.RegistryLength(name) == pathStart)
            return null;

        ReadOnlySpan<char> registry = name[..(pathStart - 1)];
        int hostEnd = registry[0] == '['
            ? ReferenceGrammar.AddressLength(registry)
            : registry.IndexOf(':') is var colon and >= 0 ? colon : registry.Length;
        return HostName(registry[..hostEnd]) ?? Port(registry, hostEnd);
    }

    private static ReferenceError? HostName(ReadOnlySpan<char> host)
    {
        if (host.IsEmpty)
            return Format("the host name of the registry is missing before ':'; write it", new TextSpan(0, 1));
        if (host[0] == '[' || ReferenceGrammar.HostNameLength(host) == host.Length)
            return null;

        int wrong = IndexOfNotInHost(host);
        return wrong >= 0
            ? Format(
                $"{Quoted.Char(host[wrong])} may not stand in the host name of a registry; "
                    + "it has letters, digits, dashes and dots",
                new TextSpan(wrong, 1))
            : Format(
                $"{Quoted.Text(host)} is not the host name of a registry; "
                    + "each part between dots starts and ends with a letter or digit",
                new TextSpan(0, host.Length));
    }

    private static int IndexOfNotInHost(ReadOnlySpan<char> host)
    {
        for (int i = 0; i < host.Length; i++)
        {
            if (host[i] != '.' && !ReferenceGrammar.Label.Contains(host[i]))
                return i;
        }

        return -1;
    }

    private static ReferenceError Port(ReadOnlySpan<char> registry, int hostEnd)
    {
        if (registry[hostEnd] != ':')
        {
            return Format(
                "only a port, as in '[::1]:5000/app', may follow the address of a registry",
                TextSpan.Between(hostEnd, registry.Length));
        }

        ReadOnlySpan<char> port = registry[(hostEnd + 1)..];
        if (port.IsEmpty)
            return Format("the port of the registry is missing; write it or remove ':'", new TextSpan(hostEnd, 1));
        var span = new TextSpan(hostEnd + 1, port.Length);
        return port.Contains(':')
            ? Format($"{Quoted.Text(port)} is not a port; put an IPv6 address in brackets, as in '[::1]:5000/app'", span)
            : Format($"{Quoted.Text(port)} is not the port of a registry, a number, and a tag has no '/'", span);
    }

    private static ReferenceError? Path(string text, TextSpan span)
    {
        ReadOnlySpan<char> path = text.AsSpan(span.Start, span.Length);
        int good = ReferenceGrammar.PathLength(path);
        if (good == path.Length && good > 0)
            return null;

        if (path.IsEmpty)
        {
            // The sign that ended the path is what can be pointed at, or else the one before it.
            int sign = Math.Min(span.Start, text.Length - 1);
            return Format($"a repository name is missing at {Quoted.Char(text[sign])}; write one", new TextSpan(sign, 1));
        }

        if (path.ContainsAny(ReferenceGrammar.Upper))
        {
            string lower = path.ToString().ToLowerInvariant();
            bool valid = ReferenceGrammar.PathLength(lower) == lower.Length;
            return new ReferenceError(
                ReferenceErrorKind.UppercaseRepository,
                $"the repository must be lower case{(valid ? $"; write {Quoted.Text(lower)}" : "")}",
                span);
        }

        char wrong = path[good];
        if (!IsSeparator(wrong))
        {
            return Format(
                $"{Quoted.Char(wrong)} may not stand in a repository name; "
                    + "it has lower-case letters, digits, '.', '_', '-' and '/'",
                new TextSpan(span.Start + good, 1));
        }

        int end = good;
        while (end < path.Length && IsSeparator(path[end]))
            end++;
        string separators = Quoted.Text(path[good..end]);
        return Format(
            good == 0 ? $"a repository name may not start with {separators}; remove it"
                : end == path.Length ? $"a repository name may not end with {separators}; remove it"
                : $"{separators} may not stand here; one '/', '.', '_' or '__', or any dashes, part the letters and "
                    + "digits of a repository name",
            new TextSpan(span.Start + good, end - good));
    }

    private static bool IsSeparator(char c) => c is '.' or '_' or '-' or '/';

    private static ReferenceError? Tag(ReadOnlySpan<char> name, int colon)
    {
        if (colon == name.Length)
            return null;

        ReadOnlySpan<char> tag = name[(colon + 1)..];
        if (tag.IsEmpty)
            return TagError("the tag after ':' is missing; write one or remove ':'", new TextSpan(colon, 1));
        if (ReferenceGrammar.TagLength(tag) == tag.Length)
            return null;

        var span = new TextSpan(colon + 1, tag.Length);
        int wrong = tag.IndexOfAnyExcept(ReferenceGrammar.TagRest);
        if (wrong >= 0)
        {
            return TagError(
                $"{Quoted.Char(tag[wrong])} may not stand in a tag; it has letters, digits, '_', '.' and '-'", span);
        }

        return ReferenceGrammar.TagStart.Contains(tag[0])
            ? TagError($"the tag has {tag.Length} characters; shorten it to {ReferenceGrammar.MaxTagLength}", span)
            : TagError($"a tag may not start with {Quoted.Char(tag[0])}; start it with a letter, a digit or '_'", span);
    }

    /// <summary>The fault of the digest, which must be the one, as nothing before it is at fault.</summary>
    private static ReferenceError DigestAfter(string text, int at) =>
        Digest.Check(text.AsSpan(at + 1), at + 1) is { Span.Length: > 0 } wrong
            ? wrong
            : new ReferenceError(
                ReferenceErrorKind.InvalidDigest,
                "the digest after '@' is missing; write it or remove '@'",
                new TextSpan(at, 1));

    private static ReferenceError TagError(string message, TextSpan span) =>
        new(ReferenceErrorKind.InvalidTag, message, span);

    private static ReferenceError Format(string message, TextSpan span) =>
        new(ReferenceErrorKind.InvalidFormat, message, span);
}
