using System.Collections.Immutable;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Build.Plan;

/// <summary>What is to be built.</summary>
/// <param name="Dockerfile">The file.</param>
public sealed record BuildRequest(DockerfileSyntax Dockerfile)
{
    /// <summary>The build argument that keeps the folder <c>.git</c> of contexts that are git repositories.</summary>
    public const string KeepsGitFolderArgument = "BUILDKIT_CONTEXT_KEEP_GIT_DIR";

    /// <summary>What the file is called, for people.</summary>
    public string FileName { get; init; } = "Dockerfile";

    /// <summary>What other builds that are done together with it call it; null where it is done alone.</summary>
    public string? Name { get; init; }

    /// <summary>Other builds by name, for the same platform, whose images contexts may be.</summary>
    public ImmutableDictionary<string, BuildPlan> Builds { get; init; } = ImmutableDictionary.Create<string, BuildPlan>(StringComparer.Ordinal);

    /// <summary><c>--build-arg</c>.</summary>
    public ImmutableDictionary<string, string> Arguments { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary><c>--target</c>; null for the last stage.</summary>
    public string? Target { get; init; }

    /// <summary>The platform that the image is for.</summary>
    public Platform Platform { get; init; } = Platform.LinuxAmd64;

    /// <summary>The platform of the machine that builds, as the argument BUILDPLATFORM says it.</summary>
    public Platform BuildPlatform { get; init; } = Platform.LinuxAmd64;

    /// <summary>
    /// <c>--build-context</c>: what stages and images of a name are instead. <c>docker-image://NAME</c> is an image,
    /// <c>target:NAME</c> what another of <see cref="Builds"/> makes, what <see cref="Semantics.Values.GitReference"/> reads a git
    /// repository, anything else a folder, whose place the engine knows.
    /// </summary>
    public ImmutableDictionary<string, string> Contexts { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Labels of the image beside those of the file, in order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>The network of commands that do not say.</summary>
    public RunNetwork Network { get; init; }

    /// <summary>The time that all is said to be of, in seconds since 1970: SOURCE_DATE_EPOCH; null for when it is.</summary>
    public long? Epoch { get; init; }

    internal BuildOptions Options => BuildOptions.Default with
    {
        BuildArguments = Arguments,
        Target = Target,
        Platform = Platform.Format(),
        BuildPlatform = BuildPlatform.Format(),
    };
}
