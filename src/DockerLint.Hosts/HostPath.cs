using DockerLint.Semantics;

namespace DockerLint.Hosts;

/// <summary>What the path of a file says about its kind.</summary>
internal static class HostPath
{
    /// <summary>Whether a file is called as YAML is.</summary>
    public static bool IsYaml(string path) => HasEnding(path, ".yaml") || HasEnding(path, ".yml");

    /// <summary>Whether the path of a file of that name could tell, or its text.</summary>
    public static bool MayTell(ReadOnlySpan<char> name)
    {
        foreach (string ending in (ReadOnlySpan<string>)[".yaml", ".yml", ".json", ".hcl", "proj", ".props", ".targets", "kustomization"])
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The kind of a file, where its path tells.</summary>
    public static HostKind? KindOf(string path)
    {
        string[] folders = path.Split('/', '\\');
        string name = folders[^1].ToLowerInvariant();
        string stem = Path.GetFileNameWithoutExtension(name);
        if (IsYaml(name))
            return KindOfYaml(stem, folders.AsSpan(..^1));
        if (name is "kustomization")
            return HostKind.Kustomize;
        if (name is "devcontainer.json" or ".devcontainer.json")
            return HostKind.Devcontainer;
        if (IsBake(name, stem))
            return HostKind.Bake;
        return IsProject(name) ? HostKind.MSBuild : null;
    }

    private static HostKind? KindOfYaml(string stem, ReadOnlySpan<string> folders)
    {
        if (folders is [.., ".github" or ".gitea" or ".forgejo", "workflows"] || stem is "action")
            return HostKind.GitHub;
        if (stem.EndsWith(".gitlab-ci", StringComparison.Ordinal) || folders is [.., ".gitlab", "ci"] or [.., ".gitlab-ci"])
            return HostKind.GitLab;
        if (stem is "kustomization")
            return HostKind.Kustomize;
        if (stem is "compose" or "docker-compose" || StartsWithWord(stem, "docker-compose") || stem.StartsWith("compose.", StringComparison.Ordinal)
            || EndsWithWord(stem, "docker-compose") || stem.EndsWith(".compose", StringComparison.Ordinal))
        {
            return HostKind.Compose;
        }

        return stem is "values" || StartsWithWord(stem, "values") || EndsWithWord(stem, "values") ? HostKind.Helm : null;
    }

    /// <summary><c>docker-bake.hcl</c> and <c>docker-bake.override.json</c>, which bake looks for itself, and names like them.</summary>
    private static bool IsBake(string name, string stem) =>
        HasEnding(name, ".hcl") ? stem is "bake" || StartsWithWord(stem, "docker-bake") || StartsWithWord(stem, "bake") || EndsWithWord(stem, "bake")
        : HasEnding(name, ".json") && (StartsWithWord(stem, "docker-bake") || EndsWithWord(stem, "docker-bake") || stem.EndsWith(".bake", StringComparison.Ordinal));

    private static bool IsProject(string name) =>
        name is "directory.build.props" or "directory.build.targets"
        || HasEnding(name, ".csproj") || HasEnding(name, ".fsproj") || HasEnding(name, ".vbproj");

    private static bool StartsWithWord(string stem, string word) =>
        stem.StartsWith(word, StringComparison.Ordinal) && (stem.Length == word.Length || stem[word.Length] is '.' or '-' or '_');

    private static bool EndsWithWord(string stem, string word) =>
        stem.EndsWith(word, StringComparison.Ordinal) && (stem.Length == word.Length || stem[^(word.Length + 1)] is '.' or '-' or '_');

    private static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
