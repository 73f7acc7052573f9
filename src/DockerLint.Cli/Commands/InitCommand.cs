using System.Diagnostics.CodeAnalysis;
using System.Text;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Configuration;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint init</c>.</summary>
internal static class InitCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Write a commented .dockerlint.yaml, with the settings of a .hadolint.yaml";

    private const string FileName = ".dockerlint.yaml";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("init", Description + ".");
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (((string[])[FileName, ".dockerlint.yml"]).FirstOrDefault(File.Exists) is { } existing)
        {
            host.Complain(existing, "there already; edit it, or remove it first");
            return ExitCode.Failure;
        }

        string? hadolint = ((string[])[".hadolint.yaml", ".hadolint.yml"]).FirstOrDefault(File.Exists);
        string text = InitialConfiguration.Write(Settings.Empty, RunSettings.Empty, null);
        if (hadolint is not null)
        {
            // What the environment says is not of the project.
            var resolver = new ConfigurationResolver(
                DiskConfiguration.FilesAlone,
                new ConfigurationSearch(Disk.FullPath(Environment.CurrentDirectory)) { File = Disk.FullPath(hadolint) });
            FileConfiguration configuration = resolver.For(Disk.FullPath("Dockerfile"), Settings.Empty);
            foreach (ConfigurationProblem problem in configuration.Problems)
                host.Complain((problem.At with { Source = hadolint }).ToString(), problem.Message);
            if (!configuration.IsValid)
                return ExitCode.Failure;
            text = InitialConfiguration.Write(configuration.Settings, resolver.Run, hadolint);
        }

        if (!TryWrite(text, out string? reason))
        {
            host.Complain(FileName, reason);
            return ExitCode.Failure;
        }

        host.Complain(FileName, hadolint is null ? "written" : $"written, with the settings of {hadolint}, which can go");
        return ExitCode.Success;
    }

    private static bool TryWrite(string text, [NotNullWhen(false)] out string? reason)
    {
        if (!OutputFile.TryOpen(FileName, out OutputFile? file, out reason))
            return false;
        using (file)
        {
            file.Stream.Write(Encoding.UTF8.GetBytes(text));
            return file.TryCommit(out reason);
        }
    }
}
