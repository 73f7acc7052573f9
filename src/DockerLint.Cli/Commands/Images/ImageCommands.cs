using System.Collections.Immutable;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;

namespace DockerLint.Cli.Commands.Images;

/// <summary>The commands on images, as <c>docker</c> has them.</summary>
internal static class ImageCommands
{
    /// <summary>What each of them does.</summary>
    public static ImmutableArray<(string Name, string Description)> All =>
    [
        ("history", HistoryCommand.Description),
        ("images", ListCommand.Description),
        ("inspect", InspectCommand.Description),
        ("login", LoginCommand.Description),
        ("logout", LogoutCommand.Description),
        ("prune", PruneCommand.Description),
        ("pull", PullCommand.Description),
        ("push", PushCommand.Description),
        ("rmi", RemoveCommand.Description),
        ("search", SearchCommand.Description),
        ("tag", TagCommand.Description),
    ];

    /// <summary>Runs the command that the first argument names.</summary>
    /// <returns>The exit code; null where it names none.</returns>
    public static int? Run(string[] args, Host host) => args[0] switch
    {
        "history" => HistoryCommand.Run(args[1..], host),
        "images" => ListCommand.Run(args[1..], host),
        "inspect" => InspectCommand.Run(args[1..], host),
        "login" => LoginCommand.Run(args[1..], host),
        "logout" => LogoutCommand.Run(args[1..], host),
        "prune" => PruneCommand.Run(args[1..], host),
        "pull" => PullCommand.Run(args[1..], host),
        "push" => PushCommand.Run(args[1..], host),
        "rmi" => RemoveCommand.Run(args[1..], host),
        "search" => SearchCommand.Run(args[1..], host),
        "tag" => TagCommand.Run(args[1..], host),
        _ => null,
    };

    /// <summary>Does the work of a command and says why it cannot be done.</summary>
    /// <param name="host">Where to say it.</param>
    /// <param name="subject">What the work is about: the image or the registry as it was given.</param>
    /// <param name="work">Returns the exit code.</param>
    public static int Guarded(Host host, string subject, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is RegistryException or StoreException or CredentialException or IOException or UnauthorizedAccessException)
        {
            return Refuse(host, subject, failure.Message);
        }
    }

    /// <summary>Does the work of a command that waits for others.</summary>
    public static int Guarded(Host host, string subject, Func<Task<int>> work) => Guarded(host, subject, () => work().GetAwaiter().GetResult());

    /// <summary>Says why a command does nothing.</summary>
    public static int Refuse(Host host, string subject, string reason)
    {
        host.Complain(subject, reason);
        return ExitCode.Failure;
    }
}
