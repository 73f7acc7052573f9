namespace DockerLint.Cli.Commands.Outline;

/// <summary><c>dockerlint man</c>.</summary>
internal static class ManCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Write the manual page, for 'man'";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("man", Description + ".");
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        host.Write(ManPage.Of(ProgramOutline.Read()));
        return ExitCode.Success;
    }
}
