using System.CommandLine;
using DockerLint.Cli.Images;
using DockerLint.Oci.Credentials;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint logout [SERVER]</c>.</summary>
internal static class LogoutCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Forget the credentials of a registry";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("logout", Description + ".");
        Argument<string[]> servers = line.Arguments("SERVER", "The registry [default: Docker Hub]", ArgumentArity.ZeroOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        string[] given = [.. line.All(servers)];
        if (given.Length > 1)
            return ImageCommands.Refuse(host, "logout", "more than one registry; name one");
        string server = given is [var named] ? named : ServerName.DockerHub;
        return ImageCommands.Guarded(host, server, () =>
        {
            bool wasKnown = ImageFolders.Credentials(host).ForgetAsync(server, CancellationToken.None).GetAwaiter().GetResult();
            string key = ServerName.KeyOf(server);
            host.Write(wasKnown ? $"Removing login credentials for {key}\n" : $"Not logged in to {key}\n");
            return ExitCode.Success;
        });
    }
}
