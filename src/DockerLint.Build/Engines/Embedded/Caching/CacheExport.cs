using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;

namespace DockerLint.Build.Engines.Embedded.Caching;

/// <summary>Leaves what was built for other machines.</summary>
public static class CacheExport
{
    /// <summary>Puts what they need to do no step again into the store, as an image of its own, the same for all platforms.</summary>
    /// <param name="lease">The work that it is for.</param>
    /// <param name="builds">The plans that were built, one for each platform, with who has built them; at least one.</param>
    /// <param name="isWhole">Whether steps of other stages count, too; else only those whose layers are in the images.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its manifest.</returns>
    public static async Task<Descriptor> WriteAsync(
        StoreLease lease, IEnumerable<(EmbeddedEngine Engine, BuildPlan Plan)> builds, bool isWhole, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(builds);
        CacheManifest? all = null;
        foreach ((EmbeddedEngine engine, BuildPlan plan) in builds)
        {
            CacheManifest one = await engine.KnowledgeOfAsync(plan, isWhole, cancellation).ConfigureAwait(false);
            all = all?.With(one) ?? one;
        }

        return all!.WriteTo(lease);
    }
}
