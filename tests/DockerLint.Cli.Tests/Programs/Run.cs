using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace DockerLint.Cli.Tests;

/// <summary>What a call of the program did.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Findings as <c>file:line:column code</c>.</summary>
    public string[] Findings =>
        [.. Json.EnumerateArray().Select(finding =>
            $"{finding.GetProperty("file")}:{finding.GetProperty("line")}:{finding.GetProperty("column")} {finding.GetProperty("code")}")];

    /// <summary>Calls the program in a process of its own.</summary>
    public static Run Process(string folder, params string[] args) => Process(folder, null, [], args);

    /// <summary>Calls the program in a process of its own.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="input">What standard input holds; null for nothing.</param>
    /// <param name="variables">Environment variables.</param>
    /// <param name="args">The arguments.</param>
    public static Run Process(string folder, byte[]? input, (string Name, string Value)[] variables, params string[] args) =>
        Of(Start(folder, variables, args), input);

    /// <summary>Runs a process to its end.</summary>
    /// <param name="start">How it is started, its streams redirected.</param>
    /// <param name="input">What standard input holds; null for nothing.</param>
    public static Run Of(ProcessStartInfo start, byte[]? input = null)
    {
        using Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (input is not null)
            process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new Run(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Calls git as nobody in particular.</summary>
    public static void Git(string folder, params string[] args)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(
            "git", ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgSign=false", "-c", "core.autocrlf=false", .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    /// <summary>How a process of the program is started.</summary>
    public static ProcessStartInfo Start(string folder, (string Name, string Value)[] variables, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dockerlint.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        foreach (string name in (string[])["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR", "HOME", "XDG_CONFIG_HOME"])
            start.Environment.Remove(name);
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Has another program start what is to be started, by the arguments behind its own.</summary>
    public static ProcessStartInfo Through(ProcessStartInfo start, string program, params string[] args)
    {
        string[] all = [.. args, start.FileName, .. start.ArgumentList];
        start.FileName = program;
        start.ArgumentList.Clear();
        foreach (string argument in all)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Calls the program in this process; paths are relative to the tests' own folder.</summary>
    public static Run Here(params string[] args) => Here("", [], args);

    /// <summary>Calls the program in this process.</summary>
    /// <param name="input">What standard input holds.</param>
    /// <param name="variables">Environment variables.</param>
    /// <param name="args">The arguments.</param>
    public static Run Here(string input, (string Name, string Value)[] variables, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        // As with a pipe, what was read is gone.
        Stream left = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var host = new Host(
            () => Interlocked.Exchange(ref left, Stream.Null),
            output,
            () => error,
            name => variables.FirstOrDefault(variable => variable.Name == name).Value);
        int exitCode = App.Run(args, host);
        return new Run(exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
