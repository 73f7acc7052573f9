using System.Collections.Immutable;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Cli.Terminal;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>
/// Progress as Docker's own builder had it, on standard output: <c>Step 1/4 : FROM debian</c>, <c> ---&gt; 4eacea30377a</c>. Each
/// instruction has an identifier, also one that only says something of the image.
/// </summary>
internal sealed class ClassicProgress(Host host, FailureView failures) : IBuildView
{
    private const int ShortLength = 12;

    private readonly object _gate = new();
    private readonly Dictionary<BuildStep, string> _identifiers = [];
    private readonly StepLogs _logs = new();
    private ImmutableArray<PlannedInstruction> _instructions = [];
    private int _next;
    private bool _isOpen;
    private string _identifier = "";

    /// <inheritdoc/>
    public void Planned(ImmutableArray<BuildPlan> plans, string engine) =>
        _instructions = [.. plans.SelectMany(static plan => plan.Stages).SelectMany(static stage => stage.Instructions)];

    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        lock (_gate)
        {
            switch (value)
            {
                case StepStarted when IndexOf(value.Step) is >= 0 and var index:
                    PassTo(index);
                    Open();
                    break;
                case StepOutput output:
                    _logs.Add(output.Step, output.Line);
                    Write(output.Line);
                    break;
                case StepDone done:
                    _identifiers[done.Step] = Short(done.Key?.Hex ?? done.Step.Definition.Hex);
                    if (_isOpen && _instructions[_next].Step == done.Step)
                        Close(done.IsCached && done.Step is not ImageStep);
                    break;
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
        lock (_gate)
        {
            PassTo(_instructions.Length);
            Write($"Successfully built {Short((image.HasPlatforms ? image.Root.Digest : image.ConfigDigest).Hex)}");
            foreach (ImageReference name in names)
                Write($"Successfully tagged {name.ToFamiliarString()}");
        }
    }

    /// <inheritdoc/>
    public void Pushed(ImageReference name, Descriptor image) => Write($"{name.Tag}: digest: {image.Digest} size: {image.Size}");

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private int IndexOf(BuildStep step)
    {
        for (int index = _next; index < _instructions.Length; index++)
        {
            if (_instructions[index].Step == step)
                return index;
        }

        return -1;
    }

    /// <summary>Shows the instructions before one: those without a step, and those whose step was done for another stage.</summary>
    private void PassTo(int index)
    {
        while (_next < index)
        {
            Open();
            Close(isCached: false);
        }
    }

    private void Open()
    {
        _isOpen = true;
        Write($"Step {_next + 1}/{_instructions.Length} : {_instructions[_next].Text}");
    }

    private void Close(bool isCached)
    {
        PlannedInstruction instruction = _instructions[_next];
        using var key = new KeyWriter("identifier");
        _identifier = instruction.Step is { } step && _identifiers.TryGetValue(step, out string? known)
            ? known
            : Short(key.Add(_identifier).Add(instruction.Text).Complete().Hex);
        if (isCached)
            Write(" ---> Using cache");
        Write($" ---> {_identifier}");
        _isOpen = false;
        _next++;
    }

    private static string Short(string hex) => hex[..ShortLength];

    private void Write(string text) => host.Write(SafeText.Of(text) + "\n");
}
