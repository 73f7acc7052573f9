using System.Collections.Immutable;
using System.Globalization;
using DockerLint.BuildKit.Control;
using DockerLint.BuildKit.Files;
using DockerLint.BuildKit.Protocol;
using Grpc.Core;

namespace DockerLint.BuildKit.Session;

/// <summary>Takes what the daemon has built.</summary>
/// <param name="outputs">Where to, in the order in which the daemon was told.</param>
internal sealed class ExportService(ImmutableArray<BuildOutput> outputs)
{
    // Daemons that know one exporter alone do not name it.
    private const string NumberHeader = "buildkit-attachable-exporter-id";

    /// <summary>Takes a result.</summary>
    public async Task<Status> ReceiveAsync(GrpcCall call)
    {
        BuildOutput? output = call.All(NumberHeader).FirstOrDefault() is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? outputs.ElementAtOrDefault(number)
            : outputs.FirstOrDefault(static output => output.Archive is not null || output.Folder is not null);
        if (output?.Folder is { } folder)
        {
            await new FileReceiver(call, folder).RunAsync().ConfigureAwait(false);
            return Status.DefaultSuccess;
        }

        if (output?.Archive is not { } archive)
            return new Status(StatusCode.NotFound, "nobody waits for this");
        while (await call.ReadAsync(BytesMessage.Parser).ConfigureAwait(false) is { } message)
            await archive.WriteAsync(message.Data.Memory, call.Cancellation).ConfigureAwait(false);
        return Status.DefaultSuccess;
    }
}
