using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>The image of one platform.</summary>
/// <param name="Platform">The platform that was asked for.</param>
/// <param name="Plan">How the image is made.</param>
/// <param name="Engine">Who makes it.</param>
internal sealed record PlatformBuild(Platform Platform, BuildPlan Plan, EmbeddedEngine Engine) : IDisposable
{
    /// <summary>The folder that files of this platform go into beside those of others, as BuildKit calls it: <c>linux_arm64</c>.</summary>
    public string Folder => Platform.Format().Replace('/', '_');

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();
}
