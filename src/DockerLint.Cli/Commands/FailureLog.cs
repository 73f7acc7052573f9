using System.Collections.Immutable;

namespace DockerLint.Cli.Commands;

/// <summary>The inputs that could not be read. Each is said on standard error when it is met.</summary>
internal sealed class FailureLog(Host host)
{
    private ImmutableArray<(string Subject, string Reason)> _all = [];

    /// <summary>Whether there are any, so that the exit code says so.</summary>
    public bool Any => !_all.IsEmpty;

    /// <summary>What could not be read or written, and why.</summary>
    public ImmutableArray<(string Subject, string Reason)> All => _all;

    /// <summary>Adds one.</summary>
    public void Add(string subject, string reason)
    {
        host.Complain(subject, reason);
        _all = _all.Add((subject, reason));
    }
}
