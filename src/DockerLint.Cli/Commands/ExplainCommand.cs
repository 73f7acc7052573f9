using System.CommandLine;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint explain RULE</c>.</summary>
internal static class ExplainCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Show the page of a rule";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("dockerlint explain", Description + ".");
        Argument<string[]> word = line.Arguments("RULE", "A rule's code, name or alias", ArgumentArity.ExactlyOne);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (!Words.TryFind(line.All(word).Single(), out RuleInfo? rule, out string? error))
        {
            host.Say(error);
            return ExitCode.Failure;
        }

        var ink = new InkWriter(host.Output, host.IsColourTerminal);
        MarkdownView.Write(ink, RulePages.Of(rule), host.IsColourTerminal);
        ink.Line().Write(rule.Url, Ink.Faint).Line().Flush();
        return ExitCode.Success;
    }
}
