using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

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

    /// <summary>The word for no kind at all.</summary>
    public const string None = "none";

    /// <summary>The kinds that words stand for.</summary>
    /// <param name="words">The words; blank ones are passed over.</param>
    /// <param name="kinds">The kinds; all where there is no word.</param>
    /// <param name="unknown">The first word that stands for none; null when the result is true.</param>
    public static bool TryRead(IEnumerable<string> words, out ImmutableArray<HostKind> kinds, [NotNullWhen(false)] out string? unknown)
    {
        ImmutableArray<string> named = [.. words.Select(static word => word.Trim()).Where(static word => word.Length > 0)];
        kinds = named.IsEmpty ? All : [.. named.Select(Find).OfType<HostKind>()];
        unknown = named.FirstOrDefault(static word => word != None && Find(word) is null);
        return unknown is null;
    }

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
