using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Cli.Input;
using DockerLint.Configuration;
using DockerLint.LanguageServer;
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
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        bool isEndedInOrder = LanguageServerOfEditors.RunAsync(host.Input(), host.Output, new Machine(host)).GetAwaiter().GetResult();
        return isEndedInOrder ? ExitCode.Success : ExitCode.Findings;
    }

    private sealed class Machine(Host host) : IServerHost
    {
        public string Version => App.Version;

        public IConfigurationSource Files { get; } = new DiskConfiguration(host.Variable);

        public IEnumerable<string> FilesIn(string folder) =>
            new FolderWalk(folder, ImmutableArray<string>.Empty, findsHosts: true, new FailureLog(host)).Find(folder).Select(static file => file.Path!);

        public string PageOf(RuleInfo rule) => RulePages.Of(rule);
    }
}
