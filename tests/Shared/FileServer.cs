using System.Net;

namespace DockerLint.Tests;

/// <summary>Serves the files of a folder by HTTP on a free port of this machine.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;

    public FileServer(string folder)
    {
        _folder = folder;
        for (int port = 18123; ; port++)
        {
            try
            {
                _listener = new HttpListener();
                _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                _listener.Start();
                Host = $"127.0.0.1:{port}";
                break;
            }
            catch (HttpListenerException) when (port < 18200)
            {
                // Taken; the next one.
            }
        }

        _ = ServeAsync();
    }

    /// <summary>Its host and port.</summary>
    public string Host { get; }

    /// <summary>Is called before a request is answered.</summary>
    public Action? Asked { get; set; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Asked?.Invoke();
            string path = Path.Combine(_folder, Path.GetFileName(request.Request.Url!.AbsolutePath));
            if (File.Exists(path))
                await request.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(path));
            else
                request.Response.StatusCode = 404;
            request.Response.Close();
        }
    }
}
