using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DockerLint.Cli.Selection;

/// <summary>Asks the program <c>git</c>.</summary>
internal static class Git
{
    /// <summary>Runs it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="output">What it wrote; null unless the result is true.</param>
    /// <param name="reason">What it complained of; null when the result is true.</param>
    public static bool TryRun(
        string folder, string[] args, [NotNullWhen(true)] out string? output, [NotNullWhen(false)] out string? reason)
    {
        output = null;
        var start = new ProcessStartInfo("git", args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // It only reads, and must not hold the lock that another git is waiting for.
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync();
            string written = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            output = process.ExitCode == 0 ? written : null;
            reason = output is null ? FirstLine(error.Result) : null;
        }
        catch (Win32Exception failure)
        {
            reason = $"git cannot be started: {failure.Message}";
        }

        return reason is null && output is not null;
    }

    private static string FirstLine(string error)
    {
        const string Prefix = "fatal: ";
        string line = error.Split('\n')[0].TrimEnd('\r');
        return line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line;
    }
}
