using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Cli.Images;
using DockerLint.Cli.Input;
using DockerLint.Cli.ShellCheck;
using DockerLint.Configuration;
using DockerLint.LanguageServer;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Registry;
using DockerLint.References;
using DockerLint.Semantics;
using LanguageServerOfEditors = DockerLint.LanguageServer.LanguageServer;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint lsp</c>: serves an editor on standard input and output.</summary>
internal static class LspCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Serve an editor: the Language Server Protocol on standard input and output";

    /// <summary>Runs the command until the editor ends it.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("lsp", Description + ".");
        // Editors name the transport out of habit; there is no other.
        line.Flag("--stdio", null, "Use standard input and output, as is done in any case");
        var registries = new RegistryFlags(line, hasMirrors: true);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        using var machine = new Machine(host, registries);
        bool isEndedInOrder = LanguageServerOfEditors.RunAsync(host.Input(), host.Output, machine).GetAwaiter().GetResult();
        return isEndedInOrder ? ExitCode.Success : ExitCode.Findings;
    }

    private sealed class Machine : IServerHost, IDisposable
    {
        private readonly Host _host;
        private readonly Lazy<RegistryClient> _client;
        private readonly Lazy<RegistryTags> _tags;

        public Machine(Host host, RegistryFlags registries)
        {
            _host = host;
            Files = new DiskConfiguration(host.Variable);
            _client = new Lazy<RegistryClient>(() => registries.Connect(host, ImageFolders.Credentials(host)));
            _tags = new Lazy<RegistryTags>(() => new RegistryTags(_client.Value));
        }

        public string Version => App.Version;

        public IConfigurationSource Files { get; }

        public IEnumerable<string> FilesIn(string folder) =>
            new FolderWalk(folder, ImmutableArray<string>.Empty, findsHosts: true, new FailureLog(_host)).Find(folder).Select(static file => file.Path!);

        public async Task<ImmutableArray<string>> TagsOfAsync(ImageReference image, CancellationToken cancel)
        {
            if (image.Domain.Length == 0)
                return [];
            try
            {
                return await _tags.Value.OfAsync(Repository.Of(image)).WaitAsync(cancel).ConfigureAwait(false);
            }
            catch (CredentialException)
            {
                return [];
            }
        }

        public async Task<Digest?> DigestOfAsync(ImageReference image, CancellationToken cancel)
        {
            try
            {
                return (await new ImageLookup(_client.Value).FindAsync(image, null, cancel).ConfigureAwait(false))?.Digest;
            }
            catch (Exception failure) when (failure is RegistryException or CredentialException)
            {
                return null;
            }
        }

        public ImmutableArray<ShellCheckComment> AskShellCheck(DockerfileModel model, string setting) =>
            ShellCheckProgram.TryFind(setting, _host, out ShellCheckProgram? program, out _)
            && program is not null
            && program.TryAsk(model, out ImmutableArray<ShellCheckComment> comments, out _)
                ? comments
                : [];

        public void Dispose()
        {
            if (_client.IsValueCreated)
                _client.Value.Dispose();
        }

        public string PageOf(RuleInfo rule) => RulePages.Of(rule);
    }
}
