using System.Buffers;
using System.Net;

namespace DockerLint.Oci.Registry.Http;

/// <summary>A stretch of a blob as the body of a request, which may be sent more than once.</summary>
internal sealed class BlobContent(
    Func<Stream> open, long start, long length, RequestContext context, Action<long>? progress) : HttpContent
{
    private const int BufferLength = 128 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? transport) =>
        SerializeToStreamAsync(stream, transport, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? transport, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        Stream source = open();
        try
        {
            source.Position = start;
            for (long sent = 0; sent < length;)
            {
                int read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - sent)), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    throw new RegistryException(RegistryErrorKind.Incomplete, $"a blob has only {start + sent} of its {start + length} bytes; pull or build the image again");
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                sent += read;
                context.Alive?.Invoke();
                progress?.Invoke(start + sent);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
