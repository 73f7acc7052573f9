using System.Collections.Immutable;

namespace DockerLint.Semantics;

/// <summary>The words for kinds of files.</summary>
public static class HostKinds
{
    private static readonly ImmutableArray<(string Word, HostKind Kind)> s_words =
    [
        ("compose", HostKind.Compose),
        ("kubernetes", HostKind.Kubernetes),
        ("kustomize", HostKind.Kustomize),
        ("helm", HostKind.Helm),
        ("github", HostKind.GitHub),
        ("gitlab", HostKind.GitLab),
        ("devcontainer", HostKind.Devcontainer),
        ("bake", HostKind.Bake),
        ("msbuild", HostKind.MSBuild),
    ];

    /// <summary>The kinds.</summary>
    public static ImmutableArray<HostKind> All { get; } = [.. s_words.Select(static word => word.Kind)];

    /// <summary>The words, in the order of the kinds.</summary>
    public static ImmutableArray<string> Words { get; } = [.. s_words.Select(static word => word.Word)];

    /// <summary>The kind that a word stands for; null where none is called so.</summary>
    public static HostKind? Find(string word)
    {
        foreach ((string known, HostKind kind) in s_words)
        {
            if (known.Equals(word, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return null;
    }

    /// <summary>The word for a kind.</summary>
    public static string WordOf(HostKind kind) => s_words[(int)kind].Word;
}
