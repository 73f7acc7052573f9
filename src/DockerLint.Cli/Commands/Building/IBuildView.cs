using System.Collections.Immutable;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Shows a build while it goes on.</summary>
internal interface IBuildView : IProgress<BuildProgress>
{
    /// <summary>The last lines that a step wrote.</summary>
    ImmutableArray<string> LastLinesOf(BuildStep step);

    /// <summary>Says that the image is in the store.</summary>
    void Built(BuiltImage image, ImmutableArray<ImageReference> names);

    /// <summary>Says that the image is in a registry.</summary>
    void Pushed(ImageReference name, Descriptor image);
}
