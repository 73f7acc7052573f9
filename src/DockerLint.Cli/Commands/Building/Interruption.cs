using System.Runtime.InteropServices;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Work that an interrupt, or a request to end, brings to an orderly end.</summary>
internal static class Interruption
{
    /// <summary>Does it.</summary>
    /// <param name="host">Who is interrupted, and where to say so.</param>
    /// <param name="work">Returns the exit code.</param>
    public static async Task<int> RunAsync(Host host, Func<CancellationToken, Task<int>> work)
    {
        using var ending = new CancellationTokenSource();
        // The first interrupt ends the build, which clears away what it has mounted; the second ends the program.
        host.OnInterrupt = () =>
        {
            bool isFirst = !ending.IsCancellationRequested;
            ending.Cancel();
            return isFirst;
        };
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ending.Cancel();
        });
        try
        {
            return await work(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            host.Say("the build was interrupted");
            return ExitCode.Interrupted;
        }
        finally
        {
            host.OnInterrupt = null;
        }
    }
}
