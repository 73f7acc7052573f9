namespace DockerLint.BuildKit.Llb;

/// <summary>An output of an operation; without a digest it is nothing, from which images start.</summary>
/// <param name="Digest">The digest of the operation.</param>
/// <param name="Output">Which of its outputs.</param>
internal readonly record struct Vertex(string? Digest, int Output = 0)
{
    /// <summary>No files.</summary>
    public static Vertex Scratch => default;

    /// <summary>Whether it has no files.</summary>
    public bool IsScratch => Digest is null;
}
