namespace DockerLint.Fuzzing.Engine;

/// <summary>How long a target is run.</summary>
/// <param name="Time">The longest time, seeds included.</param>
/// <param name="Executions">The most inputs, seeds aside.</param>
/// <param name="Seed">What decides on all that is left to chance: the same one makes the same inputs, as many as time allows.</param>
internal sealed record FuzzLimits(TimeSpan Time, long Executions, int Seed);

/// <summary>What came of it.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Executions">How many inputs were run.</param>
/// <param name="Edges">How many edges of the code they took.</param>
/// <param name="Kept">How many inputs were kept, since they took an edge that none had taken.</param>
/// <param name="Findings">What the product did not stand, each as small as it could be made.</param>
/// <param name="Time">How long it took.</param>
internal sealed record FuzzReport(string Target, long Executions, int Edges, int Kept, IReadOnlyList<Finding> Findings, TimeSpan Time)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Target}: {Executions} executions, {Edges} edges, {Kept} inputs kept, {Findings.Count} findings, {Time.TotalSeconds:F0} s");
}
