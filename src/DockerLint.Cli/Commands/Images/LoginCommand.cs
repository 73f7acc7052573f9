using System.CommandLine;
using DockerLint.Cli.Images;
using DockerLint.Cli.Terminal;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint login [SERVER]</c>.</summary>
internal static class LoginCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Keep the credentials of a registry";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("login", Description + ", once it has taken them.");
        Option<string[]> userOption = line.Option("--username", "-u", "NAME", "The name of the user");
        Option<string[]> passwordOption = line.Option("--password", "-p", "PASSWORD", "The password or token, which others may see then");
        Option<bool> fromInput = line.Flag("--password-stdin", null, "Read the password from standard input");
        var registries = new RegistryFlags(line, hasMirrors: false);
        Argument<string[]> servers = line.Arguments("SERVER", "The registry [default: Docker Hub]", ArgumentArity.ZeroOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        string[] given = [.. line.All(servers)];
        if (given.Length > 1)
            return ImageCommands.Refuse(host, "login", "more than one registry; name one");
        string server = given is [var named] ? named : ServerName.DockerHub;
        string? user = line.Last(userOption);
        string? password = line.Last(passwordOption);
        if (Conflict(user, password, line.Has(fromInput)) is { } conflict)
            return ImageCommands.Refuse(host, "login", conflict);
        if (password is not null)
            host.SayAsIs("WARNING! Using --password via the CLI is insecure. Use --password-stdin.");
        return ImageCommands.Guarded(host, server, async () =>
        {
            CredentialStore store = ImageFolders.Credentials(host);
            Credential? known = user is null && password is null
                ? await store.FindAsync(server, CancellationToken.None).ConfigureAwait(false)
                : null;
            if (known is not null)
                host.Write("Authenticating with existing credentials...\n");
            Credential? credential = known ?? Ask(host, user, password, line.Has(fromInput));
            if (credential is null)
                return ImageCommands.Refuse(host, "login", "there is no terminal to ask for name and password; use --username and --password-stdin");
            using RegistryClient client = registries.Connect(host, new OneCredential(credential));
            await client.PingAsync(ServerName.KeyOf(server) is ServerName.DockerHub ? ImageReference.DockerHub : ServerName.HostOf(server), CancellationToken.None).ConfigureAwait(false);
            if (known is null)
                await KeepAsync(host, store, server, credential).ConfigureAwait(false);
            host.Write("Login Succeeded\n");
            return ExitCode.Success;
        });
    }

    private static string? Conflict(string? user, string? password, bool isFromInput) => (user, password, isFromInput) switch
    {
        (_, not null, true) => "--password and --password-stdin cannot both be given",
        (null, _, true) => "--password-stdin needs --username",
        ("", _, _) => "the name of the user is empty",
        (_, "", _) => "the password is empty",
        _ => null,
    };

    private static Credential? Ask(Host host, string? user, string? password, bool isFromInput)
    {
        if (isFromInput)
            password = Prompt.SecretOf(host.Input());
        if ((user is null || password is null) && !host.IsInputTerminal())
            return null;
        user ??= Prompt.Line(host, "Username: ");
        password ??= Prompt.Secret(host, "Password: ");
        return string.IsNullOrEmpty(user) || password.Length == 0
            ? throw new CredentialException("name and password must not be empty")
            : new Credential(user, password);
    }

    private static async Task KeepAsync(Host host, CredentialStore store, string server, Credential credential)
    {
        string? helper = await store.KeepAsync(server, credential, CancellationToken.None).ConfigureAwait(false);
        if (helper is null)
            host.SayAsIs($"WARNING! Your credentials are stored unencrypted in '{SafeText.Of(store.File)}'.");
    }

    /// <summary>Knows one credential, for the registry that it is tried at.</summary>
    private sealed class OneCredential(Credential credential) : ICredentialSource
    {
        public Task<Credential?> FindAsync(string registry, CancellationToken cancellation) => Task.FromResult<Credential?>(credential);
    }
}
