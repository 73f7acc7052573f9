using System.Diagnostics;
using System.Text;

namespace DockerLint.Analyzers.Tests.Package;

/// <summary>The dotnet command, as a person calls it: nothing of the test run's own build reaches it.</summary>
internal static class Dotnet
{
    /// <summary>What a build may take on a machine that has others to do.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>Calls it.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="variables">Environment variables; null takes one away.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> Run(
        string folder, IEnumerable<(string Name, string? Value)> variables, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string name in start.Environment.Keys.Where(IsOfThisBuild).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string? value) in variables)
            start.Environment[name] = value;

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (output)
                output.Append(line.Data).Append('\n');
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(s_patience);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (output)
            return (process.ExitCode, output.ToString());
    }

    private static bool IsOfThisBuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("HADOLINT_", StringComparison.OrdinalIgnoreCase)
        || variable is "DOTNET_HOST_PATH" or "DOTNET_CLI_CONTEXT_VERBOSE" or "CI" or "GITHUB_ACTIONS" or "TF_BUILD";
}
