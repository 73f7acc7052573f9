using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>The stages that an image is made of.</summary>
internal static class StageChain
{
    /// <summary>A stage, the one that it starts from, and so on.</summary>
    public static IEnumerable<Stage> Chain(this Stage stage)
    {
        for (Stage? part = stage; part is not null; part = part.Parent)
            yield return part;
    }
}
