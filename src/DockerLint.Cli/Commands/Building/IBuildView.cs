using System.Collections.Immutable;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Shows a build while it goes on.</summary>
internal interface IBuildView : IProgress<BuildProgress>
{
    /// <summary>The last lines that a step wrote.</summary>
    ImmutableArray<string> LastLinesOf(BuildStep step);

    /// <summary>Says that the image is in the store.</summary>
    void Built(BuiltImage image, ImmutableArray<ImageReference> names);

    /// <summary>Says that the image is in a registry.</summary>
    void Pushed(ImageReference name, Descriptor image);
}

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
    public ImmutableArray<string> Of(BuildStep step) => _lines.TryGetValue(step, out Queue<string>? lines) ? [.. lines] : [];
}
