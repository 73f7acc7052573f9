using System.Diagnostics;
using System.Net;
using System.Text;

namespace DockerLint.Tests;

/// <summary>Real git repositories over http, given out by git's own <c>http-backend</c>.</summary>
internal sealed class GitServer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpListener _listener = new();
    private readonly string _backend;

    public GitServer()
    {
        _backend = Path.Combine(Git(".", "--exec-path").Trim(), "git-http-backend");
        Address = $"http://127.0.0.1:{Machine.FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Scheme, host and port; repositories follow by their names.</summary>
    public string Address { get; }

    /// <summary>Whether the files of repositories are all that is given out, as simple servers do it.</summary>
    public bool IsDumb { get; set; }

    /// <summary>The header Authorization that clients must send; null for none.</summary>
    public string? Authorization { get; set; }

    /// <summary>How often something was fetched.</summary>
    public int Fetches { get; private set; }

    /// <summary>Makes a repository <c>NAME.git</c> with a branch <c>main</c>.</summary>
    public Repository Make(string name) => new(this, name);

    public void Dispose()
    {
        _listener.Close();
        _folder.Dispose();
    }

    private static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "protocol.file.allow=always", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        foreach (string who in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{who}_NAME"] = "me";
            start.Environment[$"GIT_{who}_EMAIL"] = "me@example.org";
            start.Environment[$"GIT_{who}_DATE"] = "1000000000 +0000";
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        HttpListenerRequest request = context.Request;
        using HttpListenerResponse response = context.Response;
        if (Authorization is not null && request.Headers["Authorization"] != Authorization)
        {
            response.StatusCode = 401;
            return;
        }

        if (request.HttpMethod == "POST" && !IsDumb)
            Fetches++;
        var start = new ProcessStartInfo(_backend) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["GIT_PROJECT_ROOT"] = _folder.Path;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["GIT_PROTOCOL"] = request.Headers["Git-Protocol"] ?? "";
        start.Environment["REQUEST_METHOD"] = request.HttpMethod;
        start.Environment["PATH_INFO"] = request.Url!.AbsolutePath;
        start.Environment["QUERY_STRING"] = IsDumb ? "" : request.Url.Query.TrimStart('?');
        start.Environment["CONTENT_TYPE"] = request.ContentType ?? "";
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers["Content-Encoding"] ?? "";
        using Process process = Process.Start(start)!;
        await request.InputStream.CopyToAsync(process.StandardInput.BaseStream);
        process.StandardInput.Close();
        using var answer = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(answer);
        int end = answer.ToArray().AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (string[] header in Encoding.ASCII.GetString(answer.ToArray(), 0, end).Split("\r\n").Select(static line => line.Split(": ", 2)))
        {
            if (header[0] == "Status")
                response.StatusCode = int.Parse(header[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            else
                response.Headers[header[0]] = header[1];
        }

        await response.OutputStream.WriteAsync(answer.ToArray().AsMemory(end + 4));
    }

    /// <summary>A repository of the server, with a folder in which its commits are made.</summary>
    internal sealed class Repository
    {
        private readonly GitServer _server;
        private readonly string _bare;

        public Repository(GitServer server, string name)
        {
            _server = server;
            Address = $"{server.Address}/{name}.git";
            _bare = server._folder.PathOf(name + ".git");
            Folder = server._folder.PathOf(name);
            GitServer.Git(server._folder.Path, "init", "-q", "--bare", "-b", "main", _bare);
            GitServer.Git(server._folder.Path, "init", "-q", "-b", "main", Folder);
        }

        /// <summary>Where the server has it.</summary>
        public string Address { get; }

        /// <summary>Where its files are changed.</summary>
        public string Folder { get; }

        /// <summary>Calls git in that folder.</summary>
        public string Git(params string[] arguments) => GitServer.Git(Folder, arguments).Trim();

        /// <summary>Writes a file, its folders included.</summary>
        public Repository With(string path, string text)
        {
            string file = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return this;
        }

        /// <summary>Commits all files and gives all branches and tags to the server.</summary>
        /// <returns>The commit.</returns>
        public string Commit()
        {
            Git("add", "-A");
            Git("commit", "-q", "--allow-empty", "-m", "change");
            Publish();
            return Git("rev-parse", "HEAD");
        }

        /// <summary>Gives all branches and tags to the server.</summary>
        public void Publish()
        {
            Git("push", "-q", "--force", _bare, "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
            GitServer.Git(_bare, "update-server-info");
        }
    }
}
