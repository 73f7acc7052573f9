using System.Diagnostics;
using System.Text.Json;

namespace DockerLint.LanguageServer.Tests;

/// <summary>The program as editors start it: the published executable where DOCKERLINT_EXECUTABLE names it, else on the .NET runtime.</summary>
internal static class Server
{
    public const string Trait = "Category";

    /// <summary>The tests that need Node.</summary>
    public const string Node = "Node";

    /// <summary>The tests that need Neovim.</summary>
    public const string Neovim = "Neovim";

    /// <summary>The program and what it is called with before the command.</summary>
    public static string[] Command { get; } = Environment.GetEnvironmentVariable("DOCKERLINT_EXECUTABLE") is { Length: > 0 } executable
        ? [executable]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "dockerlint.dll")];

    /// <summary>Starts the program.</summary>
    public static Process Start(string folder, params string[] arguments) => Process.Start(new ProcessStartInfo(Command[0], [.. Command[1..], .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Runs a program to its end that may start the server by itself; it must do its work.</summary>
    public static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOCKERLINT_SERVER"] = JsonSerializer.Serialize(Command) },
            },
        };
        process.Start();
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
    }
}
