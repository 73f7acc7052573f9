using System.Globalization;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A file that was fetched; it is gone when it is disposed.</summary>
/// <param name="Content">What is in it.</param>
/// <param name="Digest">The digest of that.</param>
/// <param name="Modified">When it was changed, as the server says; 1970 where it does not say.</param>
internal sealed record FetchedFile(FileStream Content, Digest Digest, FileTime Modified) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}

/// <summary>Fetches files that ADD names by their address.</summary>
/// <param name="folder">Where they lie meanwhile.</param>
internal sealed class RemoteFiles(string folder) : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(30) };

    /// <summary>Fetches a file.</summary>
    /// <param name="step">Who asks for it.</param>
    /// <param name="file">Which one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BuildException">It cannot be had, or is another than was asked for.</exception>
    public async Task<FetchedFile> FetchAsync(BuildStep step, RemoteFile file, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var content = new FileStream(
            Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri(file.Address), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw Failure(step, file, string.Create(CultureInfo.InvariantCulture, $"invalid response status {(int)response.StatusCode}"));
            await response.Content.CopyToAsync(content, cancellation).ConfigureAwait(false);
            content.Position = 0;
            Digest digest = ContentDigest.Of(content);
            content.Position = 0;
            if (file.Checksum is { } expected && expected != digest)
                throw Failure(step, file, $"digest mismatch {digest}: {expected}");
            long seconds = response.Content.Headers.LastModified?.ToUnixTimeSeconds() ?? 0;
            return new FetchedFile(content, digest, new FileTime(seconds));
        }
        catch (HttpRequestException failure)
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw Failure(step, file, failure.Message);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static BuildException Failure(BuildStep step, RemoteFile file, string reason) => new(new BuildFailure(step, $"{file.Address}: {reason}"));
}
