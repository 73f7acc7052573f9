using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using DockerLint.Oci.Credentials;

namespace DockerLint.Cli.Images;

/// <summary>Runs credential helpers as processes.</summary>
internal sealed class CredentialHelperProgram : ICredentialHelper
{
    /// <summary>Time enough for somebody to unlock a key ring.</summary>
    private static readonly TimeSpan s_longestCall = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<HelperAnswer> RunAsync(string program, string action, string input, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, [action])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_longestCall);
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteAsync(process, input).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            await error.ConfigureAwait(false);
            return new HelperAnswer(process.ExitCode, await output.ConfigureAwait(false));
        }
        catch (Win32Exception failure)
        {
            throw new CredentialException($"{program} cannot be started: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process?.Kill(entireProcessTree: true);
            throw new CredentialException($"{program} {action} did not answer within {s_longestCall.TotalSeconds} seconds");
        }
        finally
        {
            process?.Dispose();
        }
    }

    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want to know; its exit code says what it made of that.
        }
    }
}
