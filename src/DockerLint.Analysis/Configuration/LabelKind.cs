namespace DockerLint.Analysis.Configuration;

/// <summary>What the value of a label must be.</summary>
public enum LabelKind
{
    /// <summary><c>text</c>: anything.</summary>
    Text,

    /// <summary><c>url</c>: an address with a scheme (RFC 3986).</summary>
    Url,

    /// <summary><c>semver</c>: a version (Semantic Versioning 2.0.0).</summary>
    SemanticVersion,

    /// <summary><c>hash</c>: the name of a git commit, whole or abbreviated.</summary>
    GitHash,

    /// <summary><c>rfc3339</c>: a date with a time (RFC 3339).</summary>
    Time,

    /// <summary><c>spdx</c>: a license expression of SPDX.</summary>
    License,

    /// <summary><c>email</c>: an e-mail address (RFC 5322).</summary>
    Email,
}

/// <summary>The words for the kinds of label values, which are hadolint's.</summary>
public static class LabelKinds
{
    private static readonly (string Word, LabelKind Kind)[] s_all =
    [
        ("text", LabelKind.Text),
        ("url", LabelKind.Url),
        ("semver", LabelKind.SemanticVersion),
        ("hash", LabelKind.GitHash),
        ("rfc3339", LabelKind.Time),
        ("spdx", LabelKind.License),
        ("email", LabelKind.Email),
    ];

    /// <summary>All words.</summary>
    public static IEnumerable<string> Words => s_all.Select(static entry => entry.Word);

    /// <summary>The word for a kind.</summary>
    public static string WordOf(LabelKind kind) => s_all.First(entry => entry.Kind == kind).Word;

    /// <summary>The kind that a word of a configuration means, in any case; null where it means none.</summary>
    public static LabelKind? Find(ReadOnlySpan<char> word)
    {
        foreach ((string known, LabelKind kind) in s_all)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return null;
    }
}
