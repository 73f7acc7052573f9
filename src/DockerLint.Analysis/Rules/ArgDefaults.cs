using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Images whose name comes from the default of an ARG.</summary>
internal static class ArgDefaults
{
    /// <summary>The ARG that the end of an image's name comes from.</summary>
    public static RelatedLocation? Of(ImageUse image) =>
        image.Ending is { Variable: { Declaration: { } declaration, Value: { } value } variable }
            ? new RelatedLocation(declaration.Span, $"'{variable.Name}' is '{value}' {(variable.Origin == VariableOrigin.BuildArgument ? "in this build" : "unless --build-arg says otherwise")}")
            : null;

    /// <summary>Whether hadolint does not see the image: it knows those of FROM only, and no variable's value.</summary>
    public static bool HideFromHadolint(ImageUse image) => image.Instruction is not FromSyntax || image.Expansion is { Uses.IsEmpty: false };
}
