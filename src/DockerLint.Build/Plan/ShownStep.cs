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
    /// <summary>The steps of the plans of a build, one for each platform. Names say the platform where there are several.</summary>
    public static ImmutableArray<ShownStep> Of(ImmutableArray<BuildPlan> plans)
    {
        var steps = ImmutableArray.CreateBuilder<ShownStep>();
        foreach (BuildPlan plan in plans)
        {
            int known = steps.Count;
            steps.AddRange(Of(plan, saysPlatform: plans.Length > 1).Select(step => step with { Number = known + step.Number }));
        }

        return steps.ToImmutable();
    }

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
        foreach (PlannedStage stage in plan.Stages)
        {
            // As BuildKit calls a stage that has no name.
            string label = stage.Stage.Name ?? $"stage-{stage.Stage.Index}";
            string place = (saysPlatform ? $"{PlatformsOf(stage, plan.Target)} " : "") + (plan.Stages.Length == 1 ? "" : $"{label} ");
            BuildStep[] steps = [.. stage.Instructions.Select(static instruction => instruction.Step).OfType<BuildStep>()];
            for (int index = 0; index < steps.Length; index++)
                named.TryAdd(steps[index], ($"[{place}{index + 1}/{steps.Length}] {steps[index].Description}", stage.Stage.DisplayName));
        }

        return
        [
            .. plan.Steps.Select((step, index) =>
                named.TryGetValue(step, out (string Name, string Stage) known)
                    ? new ShownStep(step, index + 1, known.Name, known.Stage)
                    : new ShownStep(step, index + 1, step.Description, null)),
        ];
    }

    private static string PlatformsOf(PlannedStage stage, PlannedStage target)
    {
        (Platform from, Platform to) = (stage.Config.Platform, target.Config.Platform);
        if (from == to)
            return from.Format();
        return $"{from}->{(from.Os == to.Os ? to.Format()[(to.Os.Length + 1)..] : to.Format())}";
    }
}
