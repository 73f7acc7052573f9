using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;
using DockerLint.Semantics.Patterns;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Semantics.Values;

/// <summary>
/// A git repository as the source of ADD or as a build context: <c>git://</c>, <c>ssh://</c>, <c>user@host:path</c>,
/// or <c>http(s)://</c> with a path that ends in <c>.git</c>; with a fragment <c>#ref:folder</c> and a query.
/// </summary>
public sealed record GitReference
{
    private const string TagPrefix = "refs/tags/";
    private const string BranchPrefix = "refs/heads/";
    private const string GitHubPrefix = "github.com/";
    private const string Suffix = ".git";

    private static readonly ImmutableArray<string> QueryKeys =
        ["ref", "tag", "branch", "subdir", "checksum", "commit", "keep-git-dir", "submodules", "mtime", "fetch-by-commit"];

    private static readonly SearchValues<char> EndsAuthority = SearchValues.Create("/?#");
    private static readonly SearchValues<char> EndsPath = SearchValues.Create("?#");
    private static readonly SearchValues<char> EndsQuery = SearchValues.Create("#");
    private static readonly SearchValues<char> EndsPair = SearchValues.Create("&");
    private static readonly SearchValues<char> EndsKey = SearchValues.Create("&=");
    private static readonly SearchValues<char> InUserName =
        SearchValues.Create(ValueGrammar.LetterCharacters + ValueGrammar.DigitCharacters + "-_");
    private static readonly SearchValues<char> InHostName =
        SearchValues.Create(ValueGrammar.LetterCharacters + ValueGrammar.DigitCharacters + "-.");
    private static readonly SearchValues<char> InUserInfo =
        SearchValues.Create(ValueGrammar.LetterCharacters + ValueGrammar.DigitCharacters + "-._:~!$&'()*+,;=%@");
    private static readonly SearchValues<char> NotInHost = SearchValues.Create(" \\^`{|}%");

    private static readonly Parser<char, Tail> TailGrammar = Map(
        static (path, query, fragment) => new Tail(path, query, fragment),
        Lex.TakeUntil(EndsPath),
        ValueGrammar.After('?', Lex.TakeUntil(EndsQuery)),
        ValueGrammar.After('#', Lex.Rest));

    private static readonly Parser<char, Location> GitHubGrammar = Map(
        static (host, tail) => new Location(Form.GitHub, default, host.Span, tail),
        Lex.Spanned(String(GitHubPrefix)),
        TailGrammar);

    private static readonly Parser<char, Location> UrlGrammar = Map(
        static (scheme, _, authority, tail) => new Location(Form.Url, scheme, authority, tail),
        Lex.TakeWhile1(ValueGrammar.LettersAndDigits),
        String("://"),
        Lex.TakeUntil(EndsAuthority),
        TailGrammar);

    /// <summary>The short form of ssh, as scp takes it.</summary>
    private static readonly Parser<char, Location> ScpGrammar = Map(
        static (user, _, host, _, tail) => new Location(Form.Scp, default, TextSpan.Between(user.Start, host.End), tail),
        Lex.TakeWhile1(InUserName),
        Char('@'),
        Lex.TakeWhile1(InHostName),
        Char(':'),
        TailGrammar);

    private static readonly Parser<char, Location> LocationGrammar =
        OneOf(Try(GitHubGrammar), Try(UrlGrammar), ScpGrammar);

    private static readonly Parser<char, ImmutableArray<Pair>> QueryGrammar = Lex.SeparatedBy(
        Map(
            static (key, value) => new Pair(key, value),
            Lex.TakeUntil(EndsKey),
            ValueGrammar.After('=', Lex.TakeUntil(EndsPair))),
        '&');

    private GitReference(string remote) => Remote = remote;

    /// <summary>The repository as git is called with it, without query and fragment.</summary>
    public string Remote { get; }

    /// <summary>The last element of <see cref="Remote"/> without ".git".</summary>
    public string ShortName
    {
        get
        {
            string last = Remote[(Remote.LastIndexOf('/') + 1)..];
            return last.EndsWith(Suffix, StringComparison.Ordinal) ? last[..^Suffix.Length] : last;
        }
    }

    /// <summary>The branch, tag, commit or full reference; null for the repository's default branch.</summary>
    public string? Ref { get; private init; }

    /// <summary>Where <see cref="Ref"/> is written; null when it is not.</summary>
    public TextSpan? RefSpan { get; private init; }

    /// <summary>The folder inside the repository; null for all of it.</summary>
    public string? Folder { get; private init; }

    /// <summary>The commit, or the start of one, that the reference must resolve to; null when any will do.</summary>
    public string? Checksum { get; private init; }

    /// <summary>Whether the query keeps the .git folder; null when it says nothing.</summary>
    public bool? KeepGitDirectory { get; private init; }

    /// <summary>Whether the query fetches submodules; null when it says nothing (then they are fetched).</summary>
    public bool? Submodules { get; private init; }

    /// <summary>Modification times of the files: "checkout" or "commit"; null when the query says nothing.</summary>
    public string? ModificationTime { get; private init; }

    /// <summary>Whether the commit of <see cref="Checksum"/> is fetched instead of the reference.</summary>
    public bool FetchByCommit { get; private init; }

    /// <summary>Whether the repository is read over plain TCP: http or git.</summary>
    public bool IsUnencrypted { get; private init; }

    /// <summary>
    /// Whether this is <c>github.com/…</c> without a scheme: a repository as a build context, a local path to ADD.
    /// </summary>
    public bool LooksLocal { get; private init; }

    /// <summary>Reads a git source.</summary>
    /// <param name="text">The source after expansion.</param>
    /// <param name="value">The reference; null unless the result is true.</param>
    /// <param name="error">
    /// What is wrong with the query of a git source; null when the text is no git source at all, which is no error.
    /// </param>
    public static bool TryParse(string text, [NotNullWhen(true)] out GitReference? value, out ValueError? error)
    {
        value = null;
        error = null;
        Result<char, Location> parsed = LocationGrammar.Parse(text);
        if (!parsed.Success)
            return false;
        Location location = parsed.Value;
        GitReference? reference = location.Form switch
        {
            Form.Scp => FromScp(text, location),
            Form.GitHub => FromUrl(text, location, "https"),
            _ => FromUrl(text, location, text.Slice(location.Scheme).ToString().ToLowerInvariant()),
        };
        if (reference is null)
            return false;

        if (location.Tail.Fragment is { Length: > 0 } fragment)
            reference = reference.WithFragment(text, fragment, encoded: location.Form != Form.Scp);
        if (location.Tail.Query is { } query)
            reference = reference.WithQuery(text, query, out error);
        value = error is null ? reference : null;
        return value is not null;
    }

    private static GitReference? FromScp(string text, Location location)
    {
        if (text.AsSpan(location.Tail.Path.Start).Contains('\n'))
            return null;
        if (location.Tail.Query is { } query)
        {
            foreach (Pair pair in PairsOf(text, query))
            {
                if (!pair.TryDecode(text, out _, out _))
                    return null;
            }
        }

        return new GitReference(text[..location.Tail.Path.End]);
    }

    private static GitReference? FromUrl(string text, Location location, string scheme)
    {
        if (scheme is not ("http" or "https" or "ssh" or "git") || !IsUrl(text, location, out string? path))
            return null;
        bool repository = scheme is "ssh" or "git" || location.Form == Form.GitHub
            || path.EndsWith(Suffix, StringComparison.Ordinal);
        if (!repository)
            return null;
        // Only the scheme is brought to lower case; a github.com path has none and keeps none.
        string written = text[location.Scheme.End..location.Tail.Path.End];
        return new GitReference(location.Form == Form.GitHub ? written : scheme + written)
        {
            IsUnencrypted = scheme is "http" or "git",
            LooksLocal = location.Form == Form.GitHub,
        };
    }

    /// <summary>Whether Go's net/url takes the text; what it refuses is no git source.</summary>
    private static bool IsUrl(string text, Location location, [NotNullWhen(true)] out string? path)
    {
        int end = location.Tail.Query?.End ?? location.Tail.Path.End;
        foreach (char c in text.AsSpan(0, end))
        {
            if (c is < ' ' or '\x7f')
            {
                path = null;
                return false;
            }
        }

        if (!PercentEncoding.TryDecode(text.Slice(location.Tail.Path), out path)
            || (location.Tail.Fragment is { } fragment && !PercentEncoding.TryDecode(text.Slice(fragment), out _)))
            return false;
        if (location.Form == Form.GitHub)
            return true;

        ReadOnlySpan<char> authority = text.Slice(location.Authority);
        int at = authority.LastIndexOf('@');
        if (at >= 0 && (authority[..at].ContainsAnyExcept(InUserInfo) || !PercentEncoding.TryDecode(authority[..at], out _)))
            return false;
        ReadOnlySpan<char> host = authority[(at + 1)..];
        int name = 0;
        if (host is ['[', ..])
        {
            name = host.LastIndexOf(']') + 1;
            if (name == 0)
                return false;
        }

        int colon = host[name..].LastIndexOf(':');
        return !host.ContainsAny(NotInHost)
            && (colon < 0 || !host[(name + colon + 1)..].ContainsAnyExcept(ValueGrammar.Digits));
    }

    private GitReference WithFragment(string text, TextSpan fragment, bool encoded)
    {
        int colon = text.Slice(fragment).IndexOf(':');
        TextSpan name = colon < 0 ? fragment : new TextSpan(fragment.Start, colon);
        string folder = colon < 0
            ? ""
            : ContextPath.Clean("/" + Read(TextSpan.Between(name.End + 1, fragment.End)))[1..];
        return this with
        {
            Ref = name.Length == 0 ? null : Read(name),
            RefSpan = name.Length == 0 ? null : name,
            Folder = folder.Length == 0 ? null : folder,
        };

        string Read(TextSpan span) => encoded && PercentEncoding.TryDecode(text.Slice(span), out string? decoded)
            ? decoded
            : text.Slice(span).ToString();
    }

    private static ImmutableArray<Pair> PairsOf(string text, TextSpan query)
    {
        // The grammar takes any text: cutting at ampersands and equal signs cannot fail.
        ImmutableArray<Pair> pairs = QueryGrammar.Parse(text.Slice(query)).Value;
        return [.. pairs.Select(pair => pair.Shift(query.Start)).Where(pair => pair.Span.Length > 0)];
    }

    private GitReference WithQuery(string text, TextSpan query, out ValueError? error)
    {
        GitReference reference = this;
        TextSpan? tag = null;
        TextSpan? branch = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        error = null;
        foreach (Pair pair in PairsOf(text, query))
        {
            // As in Go, a pair that does not decode is not there.
            if (!pair.TryDecode(text, out string? key, out string? value))
                continue;
            if (!seen.Add(key))
                error = new($"query key \"{key}\" is given twice; keep one", pair.Key);
            else if (value.Length == 0 && key is not ("submodules" or "keep-git-dir" or "fetch-by-commit"))
                error = new($"query key \"{key}\" has no value; write {key}=…", pair.Key);
            else
                reference = reference.WithPair(pair, key, value, ref tag, ref branch, out error);
            if (error is not null)
                return reference;
        }

        if (tag is { } tagSpan && branch is { } branchSpan)
        {
            error = new("a branch and a tag cannot both be chosen; keep one", branchSpan);
            return reference;
        }

        if (tag is { } chosenTag)
            return reference.WithRef(Prefixed(TagPrefix, text, chosenTag), chosenTag, out error);
        return branch is { } chosenBranch
            ? reference.WithRef(Prefixed(BranchPrefix, text, chosenBranch), chosenBranch, out error)
            : reference;
    }

    private GitReference WithPair(
        Pair pair, string key, string value, ref TextSpan? tag, ref TextSpan? branch, out ValueError? error)
    {
        error = null;
        TextSpan span = pair.Value ?? pair.Key;
        switch (key)
        {
            case "ref":
                return WithRef(value, span, out error);
            case "tag":
                tag = span;
                return this;
            case "branch":
                branch = span;
                return this;
            case "subdir":
                if (Folder is not null && Folder != value)
                    error = new($"folders \"{Folder}\" and \"{value}\" differ; keep one of fragment and query", span);
                return this with { Folder = value };
            case "checksum" or "commit":
                return this with { Checksum = value };
            case "mtime":
                if (value is not ("checkout" or "commit"))
                    error = new($"mtime \"{value}\" is not known; use checkout or commit", span);
                return this with { ModificationTime = value };
            case "keep-git-dir" or "submodules" or "fetch-by-commit":
                bool flag = true;
                if (value.Length > 0 && !GoNumber.TryParseBoolean(value, out flag))
                    error = new($"\"{value}\" is not a boolean; use true or false", span);
                return key switch
                {
                    "keep-git-dir" => this with { KeepGitDirectory = flag },
                    "submodules" => this with { Submodules = flag },
                    _ => this with { FetchByCommit = flag },
                };
            default:
                string keys = Suggestion.Nearest(key, QueryKeys) ?? string.Join(", ", QueryKeys);
                error = new($"query key \"{key}\" is not known; use {keys}", pair.Key);
                return this;
        }
    }

    private GitReference WithRef(string name, TextSpan span, out ValueError? error)
    {
        error = Ref is null || Ref == name
            ? null
            : new($"references \"{Ref}\" and \"{name}\" differ; keep one", span);
        return this with { Ref = name, RefSpan = span };
    }

    private static string Prefixed(string prefix, string text, TextSpan span)
    {
        string name = PercentEncoding.TryDecodeQuery(text.Slice(span), out string? decoded) ? decoded : "";
        return name.StartsWith(prefix, StringComparison.Ordinal) ? name : prefix + name;
    }

    private enum Form
    {
        Url,
        Scp,
        GitHub,
    }

    private readonly record struct Tail(TextSpan Path, TextSpan? Query, TextSpan? Fragment);

    private readonly record struct Location(Form Form, TextSpan Scheme, TextSpan Authority, Tail Tail);

    private readonly record struct Pair(TextSpan Key, TextSpan? Value)
    {
        public TextSpan Span => TextSpan.Between(Key.Start, Value?.End ?? Key.End);

        public Pair Shift(int offset) => new(Key.Shift(offset), Value?.Shift(offset));

        public bool TryDecode(
            string text, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? value)
        {
            value = "";
            // Go refuses semicolons, which once separated pairs too.
            key = null;
            return !text.Slice(Span).Contains(';')
                && PercentEncoding.TryDecodeQuery(text.Slice(Key), out key)
                && (Value is not { } span || PercentEncoding.TryDecodeQuery(text.Slice(span), out value));
        }
    }
}
