using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Cli.Terminal;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Progress as lines on standard error, as <c>docker build --progress=plain</c> has it: each with the number of its step.</summary>
internal sealed class PlainProgress : IBuildView
{
    private readonly object _gate = new();
    private readonly Host _host;
    private readonly Dictionary<BuildStep, string> _names = [];
    private readonly Dictionary<BuildStep, (int Number, long Start)> _started = [];
    private readonly StepLogs _logs = new();

    public PlainProgress(Host host, BuildPlan plan)
    {
        _host = host;
        bool isOne = plan.Stages.Length == 1;
        foreach (PlannedStage stage in plan.Stages)
        {
            PlannedInstruction[] steps = [.. stage.Instructions.Where(static instruction => instruction.Step is not null)];
            for (int index = 0; index < steps.Length; index++)
                _names.TryAdd(steps[index].Step!, $"[{(isOne ? "" : $"{stage.Stage.DisplayName} ")}{index + 1}/{steps.Length}] {steps[index].Step!.Description}");
        }
    }

    /// <summary>Shows nothing.</summary>
    public bool IsQuiet { get; init; }

    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        lock (_gate)
        {
            BuildStep step = value.Step;
            if (value is StepStarted)
            {
                _started[step] = (_started.Count + 1, Stopwatch.GetTimestamp());
                Say(step, _names.GetValueOrDefault(step) ?? step.Description);
            }
            else if (value is StepOutput output)
            {
                _logs.Add(step, output.Line);
                string time = Stopwatch.GetElapsedTime(_started[step].Start).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
                Say(step, $"{time} {output.Line}");
            }
            else if (value is StepDone done)
            {
                Say(step, done.IsCached ? "CACHED" : $"DONE {done.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)}s");
            }
            else if (value is StepFailed)
            {
                Say(step, "ERROR");
            }
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<string> LastLinesOf(BuildStep step)
    {
        lock (_gate)
            return _logs.Of(step);
    }

    /// <inheritdoc/>
    public void Built(BuiltImage image, ImmutableArray<ImageReference> names)
    {
        Write($"built {image.Root.Digest}");
        foreach (ImageReference name in names)
            Write($"named {name}");
    }

    /// <inheritdoc/>
    public void Pushed(ImageReference name, Descriptor image) => Write($"pushed {name}@{image.Digest}");

    private void Say(BuildStep step, string text)
    {
        foreach (string line in text.Split('\n'))
            Write($"#{_started[step].Number} {line}");
    }

    private void Write(string text)
    {
        if (!IsQuiet)
            _host.SayAsIs(SafeText.Of(text));
    }
}
