using System.Globalization;
using System.Text;
using DockerLint.Build.Plan;

namespace DockerLint.Build.Engines.DryRun;

/// <summary>A plan for people: what would be done, stage by stage, and what each step is known by.</summary>
public static class PlanText
{
    private const int ShortLength = 12;

    /// <summary>The plan, a line for each instruction.</summary>
    public static string Of(BuildPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        foreach (PlannedStage stage in plan.Stages)
        {
            string target = stage == plan.Target ? ", the image" : "";
            text.Append(CultureInfo.InvariantCulture, $"stage {stage.Stage.DisplayName} ({stage.Config.Platform}{target})\n");
            foreach (PlannedInstruction instruction in stage.Instructions)
            {
                string key = instruction.Step?.Definition.Hex[..ShortLength] ?? new string(' ', ShortLength);
                string what = instruction.Step?.Description ?? instruction.Text;
                text.Append(CultureInfo.InvariantCulture, $"  {key}  {what.Split('\n')[0]}\n");
                foreach (BuildStep input in instruction.Step?.Inputs ?? [])
                    text.Append(CultureInfo.InvariantCulture, $"  {new string(' ', ShortLength)}    with {input.Definition.Hex[..ShortLength]}\n");
            }
        }

        return text.ToString();
    }
}
