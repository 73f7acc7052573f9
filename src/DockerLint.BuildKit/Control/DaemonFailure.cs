using Grpc.Core;

namespace DockerLint.BuildKit.Control;

/// <summary>What a failed call of a daemon means.</summary>
internal static class DaemonFailure
{
    /// <summary>Whether the daemon said nothing itself: it cannot be reached, or was cut off.</summary>
    public static bool IsOfConnection(RpcException failure) =>
        failure.Status.DebugException is not null || failure.StatusCode == StatusCode.Unavailable;

    /// <summary>Why the call failed, for people.</summary>
    public static string ReasonOf(RpcException failure)
    {
        Exception? inner = failure.Status.DebugException;
        while (inner?.InnerException is { } cause)
            inner = cause;
        return inner?.Message ?? failure.Status.Detail;
    }
}
