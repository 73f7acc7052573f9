using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded.Explaining;

/// <summary>Finds out which steps of a plan are done again, and why.</summary>
/// <param name="settings">How steps are done.</param>
/// <param name="snapshots">The files of steps.</param>
/// <param name="remote">Fetches files.</param>
/// <param name="contents">What files of steps are known by.</param>
/// <param name="import">What other machines have done.</param>
internal sealed class CacheExplainer(
    EngineSettings settings, SnapshotStore snapshots, RemoteFiles remote, KnownContents contents, CacheImport import)
{
    /// <summary>Explains all steps, each after those that it needs.</summary>
    public async Task<ImmutableArray<StepExplanation>> ExplainAsync(BuildPlan plan, CancellationToken cancellation)
    {
        var found = new Dictionary<BuildStep, StepResult>();
        var names = new StepNames(settings, snapshots, remote, contents, (step, _) => Task.FromResult(found[step]));
        using var work = new SharedWork();
        var actions = new StepActions(settings, snapshots, names, import, work, null);
        ImmutableDictionary<string, StepTrace> last = settings.Dockerfile is { } dockerfile
            ? new TraceFile(settings.Folder).Read(dockerfile) : ImmutableDictionary<string, StepTrace>.Empty;
        Dictionary<BuildStep, string> places = TraceFile.PlacesOf(plan);
        var explanations = ImmutableArray.CreateBuilder<StepExplanation>();
        try
        {
            foreach (BuildStep step in plan.Steps)
                explanations.Add(new StepExplanation(step, await ReasonAsync(step).ConfigureAwait(false)));
        }
        finally
        {
            foreach (StepResult result in found.Values)
                result.Dispose();
        }

        return explanations.ToImmutable();

        async Task<string?> ReasonAsync(BuildStep step)
        {
            StepTrace? old = Matching(last, places[step], step.Description);
            using var opened = new OpenedSources();
            if (step is ImageStep image)
            {
                // Its key is known without its files; only who takes files of it has to wait.
                Digest key = ImageSources.KeyOf(image.Image);
                found[step] = snapshots.Open(key) is { } unpacked ? new StepResult(key, unpacked, isCached: true) : new StepResult(key);
                return found[step].IsCached ? null : Why(StepTrace.Of(step, null, opened), old, "its files are not here");
            }

            StepResult? parent = step.Parent is null ? null : found.GetValueOrDefault(step.Parent);
            BuildStep? missing = step.Inputs.FirstOrDefault(input => !(found.TryGetValue(input, out StepResult? result) && result.IsCached));
            // What cannot be known before the others are done is left as it was.
            if (missing is not null || (step.Parent is not null && parent is null))
            {
                string? own = old is null ? null : (StepTrace.Of(step, old.Parent, opened) with { Sources = old.Sources, Files = old.Files }).Since(old);
                return settings.UsesCache
                    ? own ?? (step.Parent is not null && parent is null ? "the step before it is done again" : $"it takes files of '{missing!.Description.Split('\n')[0]}', which is done again")
                    : Why(StepTrace.Of(step, null, opened), null, "");
            }

            (_, StepResult? result) = await actions.FindAsync(step, parent, opened, cancellation).ConfigureAwait(false);
            if (result is null)
                return Why(StepTrace.Of(step, parent?.Key, opened), old, "it is not in the cache any more");
            found[step] = result;
            return null;
        }
    }

    private string Why(StepTrace now, StepTrace? old, string otherwise) =>
        !settings.UsesCache ? "--no-cache was given"
        : old is null ? "it was not built before"
        : now.Since(old) ?? otherwise;

    /// <summary>The step as it was: at its place; where others have come between, that which does the same.</summary>
    private static StepTrace? Matching(ImmutableDictionary<string, StepTrace> last, string place, string description)
    {
        StepTrace? there = last.GetValueOrDefault(place);
        return there?.Description == description ? there : last.Values.FirstOrDefault(trace => trace.Description == description) ?? there;
    }
}
