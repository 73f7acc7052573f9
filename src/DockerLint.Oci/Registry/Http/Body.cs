namespace DockerLint.Oci.Registry.Http;

/// <summary>Reads the bodies of answers, as long as they are no longer than they may be and come in time.</summary>
internal static class Body
{
    private const int FirstLength = 16 * 1024;

    /// <summary>The whole body.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="longest">The most bytes that it may have.</param>
    /// <param name="what">What was asked for.</param>
    /// <param name="options">How long it may take.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RegistryException">It is longer, is encoded, or comes too slowly.</exception>
    public static async Task<byte[]> ReadAsync(
        HttpResponseMessage response, int longest, string what, RegistryOptions options, CancellationToken cancellation)
    {
        RefuseEncoding(response, what);
        if (response.Content.Headers.ContentLength > longest)
            throw TooLarge();
        using var expiry = new CancellationTokenSource(options.RequestTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, expiry.Token);
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            byte[] buffer = new byte[Math.Min(longest, FirstLength) + 1];
            int length = 0;
            while (true)
            {
                int read = await body.ReadAsync(buffer.AsMemory(length), either.Token).ConfigureAwait(false);
                if (read == 0)
                    return buffer.AsSpan(0, length).ToArray();
                length += read;
                if (length > longest)
                    throw TooLarge();
                if (length == buffer.Length)
                    Array.Resize(ref buffer, (int)Math.Min(2L * length, longest + 1L));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RegistryException(RegistryErrorKind.Timeout, $"{what}: the answer takes too long; try again later");
        }

        RegistryException TooLarge() => new(RegistryErrorKind.TooLarge, $"{what}: the answer has more than {longest} bytes");
    }

    /// <summary>Refuses a body that is compressed on the way: nobody has asked for that, and small ones become large.</summary>
    public static void RefuseEncoding(HttpResponseMessage response, string what)
    {
        if (response.Content.Headers.ContentEncoding.FirstOrDefault(static encoding => encoding != "identity") is { } encoding)
            throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the answer is encoded by {Printable.Quote(encoding)}, which was not asked for");
    }
}
