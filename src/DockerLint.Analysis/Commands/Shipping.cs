using DockerLint.Semantics;

namespace DockerLint.Analysis.Commands;

/// <summary>Which layers matter.</summary>
internal static class Shipping
{
    /// <summary>
    /// Whether the layers of what is visited end in the image, or may: those of the last stage, of the stages that it
    /// starts from, and of an ONBUILD, which runs in another build.
    /// </summary>
    public static bool IsShipped(RuleContext context)
    {
        Stage stage = context.Stage;
        return (context.Index >= 0 && stage.Instructions[context.Index].Nested is not null) || IsShipped(stage);
    }

    /// <summary>Whether the layers of a stage end in the image, or may.</summary>
    public static bool IsShipped(Stage stage) => stage.From is null || stage.IsShipped;

    /// <summary>The stage that becomes the image; null where there is none.</summary>
    public static Stage? Target(DockerfileModel file) =>
        file.Stages.FirstOrDefault(static stage => stage.IsTarget) ?? file.Stages.LastOrDefault();

    /// <summary>The stages whose layers the image is made of, the last first.</summary>
    public static IEnumerable<Stage> Layers(DockerfileModel file)
    {
        for (Stage? part = Target(file); part is not null; part = part.Parent)
            yield return part;
    }
}
