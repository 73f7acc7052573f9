using System.Runtime.InteropServices;
using System.Text;
using DockerLint.Build.Engines;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;

namespace DockerLint.BuildKit.Control;

/// <summary>Makes of what a daemon says of its vertices what happens to the steps of a plan.</summary>
/// <param name="steps">The step of each vertex, by its digest; a step may have several, and a vertex none.</param>
/// <param name="progress">Told it; null to tell nobody.</param>
internal sealed class ProgressFollower(IReadOnlyDictionary<string, BuildStep> steps, IProgress<BuildProgress>? progress)
{
    private const string Cancelled = "context canceled";
    private const int StandardError = 2;

    private readonly Dictionary<BuildStep, StepState> _states = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Vertex, long Stream), List<byte>> _lines = [];

    /// <summary>The step that failed first; null where none did.</summary>
    public BuildStep? FailedStep { get; private set; }

    /// <summary>What the daemon says of it, or of the vertex that failed and belongs to no step; null where none did.</summary>
    public string? Error { get; private set; }

    /// <summary>Takes what a daemon says.</summary>
    public void Report(StatusResponse status)
    {
        ArgumentNullException.ThrowIfNull(status);
        foreach (VertexLog log in status.Logs)
            Write(log);
        foreach (Vertex vertex in status.Vertexes)
            Follow(vertex);
    }

    private void Follow(Vertex vertex)
    {
        bool hasFailed = vertex.Error.Length > 0 && !vertex.Error.Contains(Cancelled, StringComparison.Ordinal);
        if (!steps.TryGetValue(vertex.Digest, out BuildStep? step))
        {
            if (hasFailed)
                Error ??= vertex.Error;
            return;
        }

        if (vertex.Started is null)
            return;
        StepState state = StateOf(step);
        // What a daemon takes from its cache it may start and end twice.
        if (vertex.Completed is null || _done.Contains(vertex.Digest) || state.HasEnded)
            return;
        Flush(vertex.Digest, step);
        if (vertex.Error.Length > 0)
        {
            if (!hasFailed)
                return;
            FailedStep ??= step;
            Error ??= vertex.Error;
            state.HasEnded = true;
            progress?.Report(new StepFailed(step));
            return;
        }

        _done.Add(vertex.Digest);
        state.IsCached &= vertex.Cached;
        state.Duration += vertex.Completed.ToDateTime() - vertex.Started.ToDateTime();
        if (++state.Done < state.Vertices)
            return;
        state.HasEnded = true;
        progress?.Report(new StepDone(step, null, state.IsCached, state.Duration));
    }

    private void Write(VertexLog log)
    {
        if (!steps.TryGetValue(log.Vertex, out BuildStep? step))
            return;
        StateOf(step);
        if (!_lines.TryGetValue((log.Vertex, log.Stream), out List<byte>? line))
            _lines[(log.Vertex, log.Stream)] = line = [];
        // A message may end amidst a line, and amidst a character.
        foreach (byte value in log.Msg.Span)
        {
            if (value == '\n')
                Say(step, line, log.Stream);
            else
                line.Add(value);
        }
    }

    private void Flush(string vertex, BuildStep step)
    {
        foreach (((string owner, long stream), List<byte> line) in _lines)
        {
            if (owner == vertex && line.Count > 0)
                Say(step, line, stream);
        }
    }

    private void Say(BuildStep step, List<byte> line, long stream)
    {
        progress?.Report(new StepOutput(step, Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(line)).TrimEnd('\r'), stream == StandardError));
        line.Clear();
    }

    private StepState StateOf(BuildStep step)
    {
        if (_states.TryGetValue(step, out StepState? known))
            return known;
        var state = new StepState(steps.Values.Count(other => other == step));
        _states.Add(step, state);
        progress?.Report(new StepStarted(step));
        return state;
    }

    private sealed class StepState(int vertices)
    {
        public int Vertices => vertices;

        public int Done { get; set; }

        public bool IsCached { get; set; } = true;

        public bool HasEnded { get; set; }

        public TimeSpan Duration { get; set; }
    }
}
