using System.Collections.Immutable;
using DockerLint.Build.Plan;

namespace DockerLint.Cli.Commands.Building;

/// <summary>The last lines of each step.</summary>
internal sealed class StepLogs
{
    private const int Kept = 20;

    private readonly Dictionary<BuildStep, Queue<string>> _lines = [];

    /// <summary>Adds a line.</summary>
    public void Add(BuildStep step, string line)
    {
        if (!_lines.TryGetValue(step, out Queue<string>? lines))
            _lines.Add(step, lines = new Queue<string>());
        lines.Enqueue(line);
        if (lines.Count > Kept)
            lines.Dequeue();
    }

    /// <summary>The last lines of a step.</summary>
    public ImmutableArray<string> Of(BuildStep? step) => step is not null && _lines.TryGetValue(step, out Queue<string>? lines) ? [.. lines] : [];
}
