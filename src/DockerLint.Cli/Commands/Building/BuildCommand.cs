namespace DockerLint.Cli.Commands.Building;

/// <summary><c>dockerlint build PATH</c>: lints, plans and builds.</summary>
internal static class BuildCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Build an image from a Dockerfile, after linting it";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        if (BuildTask.Open(args, host, role: null, out BuildTask? task) is not ExitCode.Success and var failed)
            return failed;
        using (task)
            return task is null ? ExitCode.Success : task.Plan() is not ExitCode.Success and var refused ? refused : task.Build();
    }
}
