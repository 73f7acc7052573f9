using System.Collections.Immutable;
using DockerLint.Cli.Commands.Building;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;

namespace DockerLint.Cli.Commands.Images;

/// <summary>The commands on images, as <c>docker</c> has them.</summary>
internal static class ImageCommands
{
    /// <summary>The commands.</summary>
    public static ImmutableArray<NamedCommand> All =>
    [
        new("history", HistoryCommand.Description, HistoryCommand.Run),
        new("images", ListCommand.Description, ListCommand.Run),
        new("inspect", InspectCommand.Description, InspectCommand.Run),
        new("login", LoginCommand.Description, LoginCommand.Run),
        new("logout", LogoutCommand.Description, LogoutCommand.Run),
        new("prune", PruneCommand.Description, PruneCommand.Run),
        new("pull", PullCommand.Description, PullCommand.Run),
        new("push", PushCommand.Description, PushCommand.Run),
        new("rmi", RemoveCommand.Description, RemoveCommand.Run),
        new("search", SearchCommand.Description, SearchCommand.Run),
        new("tag", TagCommand.Description, TagCommand.Run),
    ];

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
        catch (DestinationException failure)
        {
            return Refuse(host, failure.Destination, failure.Message);
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
