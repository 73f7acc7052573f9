namespace DockerLint.Configuration;

/// <summary>By which names Dockerfiles are known.</summary>
public static class DockerfileName
{
    /// <summary>Whether a file of that name is taken for a Dockerfile.</summary>
    public static bool Is(ReadOnlySpan<char> name) =>
        name is "Dockerfile" or "Containerfile"
        || ((name.StartsWith("Dockerfile.", StringComparison.Ordinal) || name.StartsWith("Containerfile.", StringComparison.Ordinal))
            && !name.EndsWith(".dockerignore", StringComparison.Ordinal))
        || name.EndsWith(".Dockerfile", StringComparison.Ordinal)
        || name.EndsWith(".dockerfile", StringComparison.Ordinal)
        || name.EndsWith(".Containerfile", StringComparison.Ordinal)
        || name.EndsWith(".containerfile", StringComparison.Ordinal);
}
