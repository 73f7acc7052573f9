namespace DockerLint.Oci.Registry.Http;

/// <summary>How long to wait before the next attempt: twice as long each time, and not all at the same moment.</summary>
internal sealed class Backoff(RegistryOptions options)
{
    /// <summary>How often something is tried.</summary>
    public int Attempts => options.Attempts;

    /// <summary>The longest wait.</summary>
    public TimeSpan Longest => options.LongestWait;

    /// <summary>The wait after an attempt, counted from 1.</summary>
    public TimeSpan After(int attempt)
    {
        TimeSpan whole = options.FirstWait * Math.Pow(2, Math.Min(attempt, 30) - 1);
        return (whole < Longest ? whole : Longest) * (1 - (Random.Shared.NextDouble() / 2));
    }

    /// <summary>The wait that a response demands; null where it demands none.</summary>
    public TimeSpan? Demanded(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - options.Time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Waits.</summary>
    public Task WaitAsync(TimeSpan wait, CancellationToken cancellation) => Task.Delay(wait, options.Time, cancellation);
}
