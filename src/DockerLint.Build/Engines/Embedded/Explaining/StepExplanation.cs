using DockerLint.Build.Plan;

namespace DockerLint.Build.Engines.Embedded.Explaining;

/// <summary>Whether a step is done again, and why.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reason">Why it is done: a clause; null where it was done before.</param>
public sealed record StepExplanation(BuildStep Step, string? Reason)
{
    /// <summary>For people, on one line.</summary>
    public override string ToString()
    {
        string what = Step.Description.Split('\n')[0];
        return Reason is null ? $"hit   {what}" : $"miss  {what}: {Reason}";
    }
}
