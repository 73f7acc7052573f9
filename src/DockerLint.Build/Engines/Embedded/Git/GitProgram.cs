using System.Diagnostics;
using System.Text;
using DockerLint.Build.Plan;
using DockerLint.Build.Runtimes;

namespace DockerLint.Build.Engines.Embedded.Git;

/// <summary>Runs the program <c>git</c>: without a shell, without questions, and without what users and systems have configured.</summary>
/// <param name="settings">Where it is, and the secrets and agents that servers may ask for.</param>
internal sealed class GitProgram(EngineSettings settings)
{
    /// <summary>What repositories may be read over; not <c>ext</c>, which runs any program, nor files of this machine.</summary>
    private const string Network = "http:https:ssh:git";

    private const string TokenSecret = "GIT_AUTH_TOKEN";
    private const string HeaderSecret = "GIT_AUTH_HEADER";
    private const string Fatal = "fatal: ";

    private static readonly string[] s_configuration =
    [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.logAllRefUpdates=false", "init.defaultBranch=master", "advice.detachedHead=false",
        "gc.auto=0", "maintenance.auto=false", "protocol.version=2", "pack.threads=1",
    ];

    private readonly string? _path = RuntimeChoice.Locate("git", settings.Path);

    /// <summary>Runs it.</summary>
    /// <param name="step">Who asks.</param>
    /// <param name="folder">Where.</param>
    /// <param name="arguments">Its arguments. What comes from a Dockerfile or a server stands after <c>--</c>, or is known to be no option.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="isLocal">Whether it reads a repository of this machine, and none of the network.</param>
    /// <returns>What it wrote, and why it failed; null where it did not.</returns>
    /// <exception cref="BuildException">It is not installed.</exception>
    public async Task<(string Output, string? Failure)> TryRunAsync(
        GitStep step, string folder, string[] arguments, CancellationToken cancellation, bool isLocal = false)
    {
        if (_path is null)
            throw new BuildException(new BuildFailure(step, $"{step.Address}: git is not installed; install it to build from git repositories"));
        using var process = new Process { StartInfo = StartInfo(step, folder, arguments, isLocal) };
        process.Start();
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        using (cancellation.Register(() => ContainerRuntime.Kill(process)))
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        string complaint = await error.ConfigureAwait(false);
        return (await output.ConfigureAwait(false), process.ExitCode == 0 ? null : Reason(step, complaint));
    }

    /// <summary>Runs it where it has to succeed.</summary>
    /// <exception cref="BuildException">It is not installed, or it failed.</exception>
    public async Task<string> RunAsync(GitStep step, string folder, string[] arguments, CancellationToken cancellation, bool isLocal = false)
    {
        (string output, string? failure) = await TryRunAsync(step, folder, arguments, cancellation, isLocal).ConfigureAwait(false);
        return failure is null ? output : throw new BuildException(new BuildFailure(step, $"{step.Address}: {failure}"));
    }

    private ProcessStartInfo StartInfo(GitStep step, string folder, string[] arguments, bool isLocal)
    {
        var start = new ProcessStartInfo(_path!)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in s_configuration.SelectMany(static pair => (string[])["-c", pair]).Concat(arguments))
            start.ArgumentList.Add(argument);
        foreach (string inherited in start.Environment.Keys.Where(static name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(inherited);
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_ASKPASS"] = "true";
        start.Environment["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes";
        start.Environment["GIT_ALLOW_PROTOCOL"] = isLocal ? "file" : Network;
        if (settings.Agents.TryGetValue("default", out string? agent))
            start.Environment["SSH_AUTH_SOCK"] = agent;
        if (!isLocal && HeaderOf(step) is var (host, header))
        {
            // Not as an argument, which everybody on the machine could read.
            start.Environment["GIT_CONFIG_COUNT"] = "1";
            start.Environment["GIT_CONFIG_KEY_0"] = $"http.{host}.extraHeader";
            start.Environment["GIT_CONFIG_VALUE_0"] = $"Authorization: {header}";
        }

        return start;
    }

    /// <summary>What the secrets have a server of http told: that of the host before that of all hosts, as BuildKit names them.</summary>
    private (string Host, string Header)? HeaderOf(GitStep step)
    {
        if (!Uri.TryCreate(step.Remote, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            return null;
        string host = $"{uri.Scheme}://{uri.Authority}/";
        if (Secret(HeaderSecret) is { } header)
            return (host, header);
        return Secret(TokenSecret) is { } token
            ? (host, $"basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{token}"))}")
            : null;

        string? Secret(string name) =>
            settings.Secrets.TryGetValue($"{name}.{uri.Host}", out ReadOnlyMemory<byte> content) || settings.Secrets.TryGetValue(name, out content)
                ? Encoding.UTF8.GetString(content.Span).Trim()
                : null;
    }

    private static string Reason(GitStep step, string complaint)
    {
        string[] lines = complaint.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string line = lines.FirstOrDefault(static line => line.StartsWith(Fatal, StringComparison.Ordinal))?[Fatal.Length..] ?? lines.LastOrDefault() ?? "git failed";
        // The remote may hold a password.
        return line.Replace(step.Remote, step.Address, StringComparison.Ordinal);
    }
}
