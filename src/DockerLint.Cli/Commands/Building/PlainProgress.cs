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
internal sealed class PlainProgress(Host host, FailureView failures) : IBuildView
{
    private readonly object _gate = new();
    private readonly Dictionary<BuildStep, string> _names = [];
    private readonly Dictionary<BuildStep, (int Number, long Start)> _started = [];
    private readonly StepLogs _logs = new();

    /// <summary>Shows nothing.</summary>
    public bool IsQuiet { get; init; }

    /// <inheritdoc/>
    public void Planned(ImmutableArray<BuildPlan> plans, string engine)
    {
        Write(engine);
        foreach (ShownStep step in ShownStep.Of(plans))
            _names.Add(step.Step, step.Name);
    }

    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        lock (_gate)
        {
            BuildStep step = value.Step;
            if (value is StepStarted)
            {
                _started[step] = (_started.Count + 1, Stopwatch.GetTimestamp());
                Say(step, _names[step]);
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
    public void Failed(BuildProblem problem)
    {
        lock (_gate)
            failures.Show(problem, _logs.Of(problem.Step));
    }

    /// <inheritdoc/>
    public void Built(BuiltImage image, ImmutableArray<ImageReference> names, string? target)
    {
        Write(BuildViews.ResultOf(image, target));
        foreach (ImageReference name in names)
            Write($"named {name}");
    }

    /// <inheritdoc/>
    public void Pushed(ImageReference name, Descriptor image) => Write($"pushed {name}@{image.Digest}");

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Say(BuildStep step, string text)
    {
        foreach (string line in text.Split('\n'))
            Write($"#{_started[step].Number} {line}");
    }

    private void Write(string text)
    {
        if (!IsQuiet)
            host.SayAsIs(SafeText.Of(text));
    }
}
