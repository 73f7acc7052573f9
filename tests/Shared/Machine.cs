using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DockerLint.Tests;

/// <summary>What the machine lets tests do. The tests that need more than it has are left out of the run by their trait.</summary>
internal static class Machine
{
    public const string Trait = "Category";

    /// <summary>Tests that mount, and give files to other users: as root on Linux.</summary>
    public const string Root = "Root";

    /// <summary>Tests that run programs of an image: as root with crun, runc and a static busybox.</summary>
    public const string Runtime = "Runtime";

    public const string Busybox = "/usr/bin/busybox";

    /// <summary>A port of this machine that nobody listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a program of this machine, which must do its work.</summary>
    public static string Run(string program, params string[] arguments)
    {
        (int exitCode, string output, string error) = Try(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
        return output;
    }

    /// <summary>Runs a program of this machine.</summary>
    public static (int ExitCode, string Output, string Error) Try(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Runs a script of this machine's shell in a folder.</summary>
    public static string Shell(string folder, string script) => Run("/bin/sh", "-ec", $"cd '{folder}'\n{script}");
}
