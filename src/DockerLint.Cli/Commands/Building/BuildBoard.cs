using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using DockerLint.Build.Engines;
using DockerLint.Build.Plan;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Commands.Building;

/// <summary>What is known of a build, and the lines that show it: one for each step that began, and what running ones wrote last.</summary>
internal sealed class BuildBoard
{
    private const int LogLines = 5;
    private const int TimeWidth = 8;

    private readonly List<Row> _rows = [];
    private readonly Dictionary<BuildStep, string> _names = [];
    private readonly StepLogs _logs = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    private enum State
    {
        Running,
        Cached,
        Done,
        Failed,
    }

    /// <summary>What the build is doing besides its steps; it starts the heading.</summary>
    public string Title { get; set; } = "Building";

    /// <summary>Who builds, and why; null while that is not known.</summary>
    public string? Engine { get; set; }

    /// <summary>Takes the names of the steps.</summary>
    public void Plan(ImmutableArray<BuildPlan> plans)
    {
        foreach (ShownStep step in ShownStep.Of(plans))
            _names.Add(step.Step, step.Name);
    }

    /// <summary>Takes what happened.</summary>
    public void Add(BuildProgress value)
    {
        switch (value)
        {
            case StepStarted:
                _rows.Add(new Row(value.Step));
                break;
            case StepOutput output:
                _logs.Add(value.Step, output.Line);
                break;
            case StepDone done:
                RowOf(value.Step).End(done.IsCached ? State.Cached : State.Done);
                break;
            case StepFailed:
                RowOf(value.Step).End(State.Failed);
                break;
        }
    }

    /// <summary>The last lines that a step wrote.</summary>
    public ImmutableArray<string> LogOf(BuildStep? step) => _logs.Of(step);

    /// <summary>The lines.</summary>
    /// <param name="columns">Columns of the terminal.</param>
    /// <param name="rows">Lines that there is room for; what ended first is left out.</param>
    public IReadOnlyList<LiveLine> Lines(int columns, int rows)
    {
        int ended = _rows.Count(static row => row.State is State.Cached or State.Done);
        var lines = new List<LiveLine>();
        foreach (Row row in _rows)
        {
            lines.Add(LineOf(row, columns));
            if (row.State == State.Running)
                lines.AddRange(_logs.Of(row.Step).TakeLast(LogLines).Select(static line => new LiveLine($"    | {LogText.Of(line)}", Ink.Faint)));
        }

        if (lines.Count >= rows)
            lines.RemoveRange(0, lines.Count - Math.Max(rows - 1, 0));
        if (Engine is not null && lines.Count < rows - 1)
            lines.Insert(0, new LiveLine(new Cells(Engine).Show(0, 0, Math.Max(columns - 1, TimeWidth)).Text, Ink.Faint));
        string steps = _names.Count == 0 ? "" : $" ({ended}/{_names.Count} steps)";
        lines.Insert(0, new LiveLine($"{Title} {Seconds(Stopwatch.GetElapsedTime(_start))}{steps}", Ink.Strong));
        return lines;
    }

    private Row RowOf(BuildStep step) => _rows.First(row => row.Step == step);

    private LiveLine LineOf(Row row, int columns)
    {
        (string mark, Ink ink) = row.State switch
        {
            State.Cached => ("CACHED ", Ink.Info),
            State.Failed => ("ERROR ", Ink.Error),
            State.Done => ("", Ink.Info),
            _ => ("", Ink.Plain),
        };
        // The last column stays free.
        int room = columns - 1 - TimeWidth;
        var name = new Cells($" => {mark}{_names[row.Step].ReplaceLineEndings(" ")}");
        if (room < 2 * TimeWidth)
            return new LiveLine(name.Show(0, 0, Math.Max(columns - 1, TimeWidth)).Text, ink);
        string text = name.Show(0, 0, room).Text;
        return new LiveLine(text + new string(' ', room - new Cells(text).Width) + Seconds(row.Elapsed).PadLeft(TimeWidth), ink);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s";

    private sealed class Row(BuildStep step)
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private TimeSpan? _ended;

        public BuildStep Step => step;

        public State State { get; private set; }

        public TimeSpan Elapsed => _ended ?? Stopwatch.GetElapsedTime(_start);

        public void End(State state) => (State, _ended) = (state, Elapsed);
    }
}
