using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Build.Plan;

/// <summary>A step as people are shown it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">Its place among the steps of the plan, from 1.</param>
/// <param name="Name">What it does, with its place in its stage: <c>[build 2/4] RUN make</c>.</param>
/// <param name="Stage">The stage that it belongs to; null for what is none's, as an image that files are copied from.</param>
public sealed record ShownStep(BuildStep Step, int Number, string Name, string? Stage)
{
    /// <summary>The steps of plans that are carried out together, each once. Names say the platform where a build is for several.</summary>
    public static ImmutableArray<ShownStep> Of(ImmutableArray<BuildPlan> plans) =>
    [
        .. plans.SelectMany(plan => Of(plan, saysPlatform: plans.Count(other => other.Name == plan.Name) > 1))
            .DistinctBy(static step => step.Step)
            .Select(static (step, index) => step with { Number = index + 1 }),
    ];

    /// <summary>The steps of a plan, each after those that it needs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="saysPlatform">
    /// Whether names say the platform as BuildKit does: <c>[linux/arm64 1/2] …</c>, <c>[linux/amd64->arm64 build 1/2] …</c> where a
    /// stage is for another one than the image.
    /// </param>
    public static ImmutableArray<ShownStep> Of(BuildPlan plan, bool saysPlatform = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var named = new Dictionary<BuildStep, (string Name, string Stage)>();
        foreach (BuildPlan part in plan.All)
        {
            foreach (PlannedStage stage in part.Stages)
            {
                string place = (saysPlatform ? $"{PlatformsOf(stage, part.Target)} " : "") + PlaceOf(stage, part);
                BuildStep[] steps = [.. stage.Instructions.Select(static instruction => instruction.Step).OfType<BuildStep>()];
                for (int index = 0; index < steps.Length; index++)
                    named.TryAdd(steps[index], ($"[{place}{index + 1}/{steps.Length}] {steps[index].Description}", stage.Stage.DisplayName));
            }
        }

        return
        [
            .. plan.Steps.Select((step, index) =>
                named.TryGetValue(step, out (string Name, string Stage) known)
                    ? new ShownStep(step, index + 1, known.Name, known.Stage)
                    : new ShownStep(step, index + 1, step.Description, null)),
        ];
    }

    /// <summary>The build, where there are several, and the stage, where it has several.</summary>
    private static string PlaceOf(PlannedStage stage, BuildPlan plan)
    {
        string build = plan.Name is null ? "" : $"{plan.Name} ";
        // As BuildKit calls a stage that has no name.
        return plan.Stages.Length == 1 ? build : $"{build}{stage.Stage.Name ?? $"stage-{stage.Stage.Index}"} ";
    }

    private static string PlatformsOf(PlannedStage stage, PlannedStage target)
    {
        (Platform from, Platform to) = (stage.Config.Platform, target.Config.Platform);
        if (from == to)
            return from.Format();
        return $"{from}->{(from.Os == to.Os ? to.Format()[(to.Os.Length + 1)..] : to.Format())}";
    }
}
