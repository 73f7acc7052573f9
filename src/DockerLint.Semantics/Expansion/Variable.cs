using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>Where the value of a variable comes from.</summary>
public enum VariableOrigin
{
    /// <summary>An ENV instruction.</summary>
    Env,

    /// <summary>The default of an ARG instruction.</summary>
    ArgDefault,

    /// <summary>An ARG instruction without a default: it has no value.</summary>
    ArgWithoutValue,

    /// <summary><c>--build-arg</c>.</summary>
    BuildArgument,

    /// <summary>A platform argument such as TARGETARCH.</summary>
    Platform,

    /// <summary>The environment of the base image, or the PATH that every build has.</summary>
    BaseImage,
}

/// <summary>A variable as it is from its declaration on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, expanded; null where an ARG declares it and nothing gives it one.</param>
/// <param name="Origin">Where the value comes from.</param>
/// <param name="Declaration">The name and value in the file; null where it is not declared there.</param>
/// <param name="Expansion">How the value was put together; null where it is not written in the file.</param>
public sealed record Variable(
    string Name, string? Value, VariableOrigin Origin, KeyValueSyntax? Declaration = null, Expansion? Expansion = null);
