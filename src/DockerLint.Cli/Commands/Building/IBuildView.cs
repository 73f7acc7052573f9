using System.Collections.Immutable;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Shows a build while it goes on, from its plan to its end. Progress may be reported by any thread.</summary>
internal interface IBuildView : IProgress<BuildProgress>, IDisposable
{
    /// <summary>Says what will be done.</summary>
    /// <param name="plans">What, for each platform.</param>
    /// <param name="engine">By whom, and why.</param>
    void Planned(ImmutableArray<BuildPlan> plans, string engine);

    /// <summary>Says why there is no image.</summary>
    void Failed(BuildProblem problem);

    /// <summary>Says that the image is in the store.</summary>
    /// <param name="image">The image.</param>
    /// <param name="names">Its names.</param>
    /// <param name="target">What the build is called among others that are shown together with it; null where it is alone, and done with this.</param>
    void Built(BuiltImage image, ImmutableArray<ImageReference> names, string? target = null);

    /// <summary>Says that all builds that are shown together are done.</summary>
    void AllBuilt()
    {
    }

    /// <summary>Says that the image is in a registry.</summary>
    void Pushed(ImageReference name, Descriptor image);
}
