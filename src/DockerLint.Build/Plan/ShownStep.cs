using System.Collections.Immutable;

namespace DockerLint.Build.Plan;

/// <summary>A step as people are shown it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">Its place among the steps of the plan, from 1.</param>
/// <param name="Name">What it does, with its place in its stage: <c>[build 2/4] RUN make</c>.</param>
/// <param name="Stage">The stage that it belongs to; null for what is none's, as an image that files are copied from.</param>
public sealed record ShownStep(BuildStep Step, int Number, string Name, string? Stage)
{
    /// <summary>The steps of a plan, each after those that it needs.</summary>
    public static ImmutableArray<ShownStep> Of(BuildPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var named = new Dictionary<BuildStep, (string Name, string Stage)>();
        foreach (PlannedStage stage in plan.Stages)
        {
            // As BuildKit calls a stage that has no name.
            string label = stage.Stage.Name ?? $"stage-{stage.Stage.Index}";
            BuildStep[] steps = [.. stage.Instructions.Select(static instruction => instruction.Step).OfType<BuildStep>()];
            for (int index = 0; index < steps.Length; index++)
                named.TryAdd(steps[index], ($"[{(plan.Stages.Length == 1 ? "" : $"{label} ")}{index + 1}/{steps.Length}] {steps[index].Description}", stage.Stage.DisplayName));
        }

        return
        [
            .. plan.Steps.Select((step, index) =>
                named.TryGetValue(step, out (string Name, string Stage) known)
                    ? new ShownStep(step, index + 1, known.Name, known.Stage)
                    : new ShownStep(step, index + 1, step.Description, null)),
        ];
    }
}
