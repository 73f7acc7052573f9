using System.Diagnostics;

namespace DockerLint.Cli.Tests;

/// <summary>Scripts of CI servers, with the program on the PATH.</summary>
internal static class Bash
{
    /// <summary>Runs a script as a CI server does: bash, which stops at the first error.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="script">The script.</param>
    /// <param name="variables">Environment variables.</param>
    public static Run Run(string folder, string script, params (string Name, string Value)[] variables) =>
        Run("bash", Program, folder, ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], variables);

    /// <summary>Runs a shell.</summary>
    /// <param name="shell">Which one.</param>
    /// <param name="program">The script that it finds as the program.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variables">Environment variables.</param>
    public static Run Run(string shell, string program, string folder, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        using TemporaryFolder programs = new TemporaryFolder().With("dockerlint", program);
        MakeExecutable(programs.PathOf("dockerlint"));
        // What a shell adds for itself stays out, so that no test depends on where it runs.
        ProcessStartInfo start = Tests.Run.Start(folder, variables, []);
        start.FileName = shell;
        start.ArgumentList.Clear();
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["PATH"] = $"{programs.Path}{Path.PathSeparator}{start.Environment["PATH"]}";
        return Tests.Run.Of(start);
    }

    /// <summary>A script that is the program.</summary>
    public static string Program { get; } = $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "dockerlint.dll")}' \"$@\"\n";

    /// <summary>A folder of releases with one of them, its checksum included.</summary>
    public static TemporaryFolder Releases(string version, string? checksum = null)
    {
        TemporaryFolder folder = new TemporaryFolder().With($"download/v{version}/dockerlint-linux-x64", Program);
        byte[] hash = System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.PathOf($"download/v{version}/dockerlint-linux-x64")));
        return folder.With($"download/v{version}/SHA256SUMS", $"{checksum ?? Convert.ToHexStringLower(hash)}  dockerlint-linux-x64\n");
    }

    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
