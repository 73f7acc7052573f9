using System.Collections.Immutable;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Cli.Terminal;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Progress as a picture at the end of a terminal, which is brought up to date ten times a second and stays there at the end.</summary>
internal sealed class LiveProgress : IBuildView
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly Host _host;
    private readonly FailureView _failures;
    private readonly LiveArea _area;
    private readonly BuildBoard _board = new();
    private readonly Timer _timer;
    private readonly List<string> _results = [];
    private bool _isEnded;

    /// <summary>Begins to show a build.</summary>
    public LiveProgress(Host host, FailureView failures)
    {
        (_host, _failures) = (host, failures);
        _area = new LiveArea(host.Error, host.IsErrorColoured);
        _timer = new Timer(_ => Draw(), null, s_pause, s_pause);
    }

    /// <inheritdoc/>
    public void Planned(ImmutableArray<BuildPlan> plans, string engine)
    {
        lock (_gate)
        {
            _board.Plan(plans);
            _board.Engine = engine;
        }
    }

    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        lock (_gate)
            _board.Add(value);
    }

    /// <inheritdoc/>
    public void Failed(BuildProblem problem)
    {
        End("Failed after");
        _failures.Show(problem, _board.LogOf(problem.Step));
    }

    /// <inheritdoc/>
    public void Built(BuiltImage image, ImmutableArray<ImageReference> names, string? target)
    {
        if (target is null)
            End("Built in");
        Say(BuildViews.ResultOf(image, target));
        foreach (ImageReference name in names)
            Say($"named {name}");
    }

    /// <inheritdoc/>
    public void AllBuilt() => End("Built in");

    /// <inheritdoc/>
    public void Pushed(ImageReference name, Descriptor image) => Say($"pushed {name}@{image.Digest}");

    /// <summary>Shows how far the build came, where it was interrupted.</summary>
    public void Dispose()
    {
        End("Ended after");
        _timer.Dispose();
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (!_isEnded && _host.ErrorTerminal() is { } size)
                _area.Show(_board.Lines(size.Columns, size.Rows - 1), size.Columns);
        }
    }

    private void End(string title)
    {
        lock (_gate)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            _board.Title = title;
            // All of it, also what has not had room: nothing is replaced any more.
            if (_host.ErrorTerminal() is { } size)
                _area.Show(_board.Lines(size.Columns, int.MaxValue), size.Columns);
            foreach (string line in _results)
                _host.SayAsIs(line);
        }
    }

    /// <summary>Says something below the picture, when that changes no more.</summary>
    private void Say(string line)
    {
        lock (_gate)
        {
            if (_isEnded)
                _host.SayAsIs(line);
            else
                _results.Add(line);
        }
    }
}
