using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>Where a script means several words, of which quotes would make one.</summary>
internal static class WordLists
{
    private static readonly string[] s_takers =
        ["apt-mark", "docker-php-ext-enable", "docker-php-ext-install", "dpkg", "emerge", "pacman", "rpm", "xbps-install"];

    /// <summary>Package managers that are given a project more often than packages.</summary>
    private static readonly PackageManager[] s_builders = [PackageManager.DotNet, PackageManager.Gradle, PackageManager.Maven];

    private static readonly string[] s_producers = ["apt-mark", "find", "ls", "nix-store", "pkg-config", "xargs"];

    /// <summary>They write several lines as a rule, but not where others cut something out of these.</summary>
    private static readonly string[] s_lastProducers = ["awk", "cat", "egrep", "fgrep", "gawk", "grep", "sort", "uniq"];

    /// <summary>Whether several words are meant where an expansion stands: it is a list, or is handed to what takes lists.</summary>
    public static bool AreMeantAt(ShellSite site, bool isList) => !IsOneMeantAt(site) && (isList || (IsArgument(site) && IsTaken(site)));

    /// <summary>Whether an expansion is an argument and not only a part of one.</summary>
    public static bool IsArgument(ShellSite site) => site.Parent is { Node: ShellWordSyntax { Parts.Length: 1 }, Parent.Node: ShellSimpleCommandSyntax };

    /// <summary>Whether commands write lists.</summary>
    public static bool AreWrittenBy(ShellCommandSubstitutionSyntax substitution) =>
        substitution.Statements.Any(static statement => statement.Pipelines.Any(IsWrittenBy));

    private static bool IsWrittenBy(ShellPipelineSyntax pipeline)
    {
        string? last = NameOf(pipeline.Commands[^1]);
        return last is not ("head" or "tail" or "wc") && (s_lastProducers.Contains(last) || pipeline.Commands.Any(static command => IsProducer(NameOf(command))));
    }

    private static bool IsProducer(string? program) => s_producers.Contains(program)
        || program?.EndsWith("-config", StringComparison.Ordinal) is true
        || program?.EndsWith("_config", StringComparison.Ordinal) is true;

    private static bool IsOneMeantAt(ShellSite site) =>
        site.Parent?.Parent?.Node is ShellRedirectionSyntax or ShellSimpleCommandSyntax { Name.Literal: "[" or "test" or "cd" };

    /// <summary>Whether it follows a package manager, which another program may start, <c>set</c> or <c>export</c>.</summary>
    private static bool IsTaken(ShellSite site)
    {
        var command = (ShellSimpleCommandSyntax)site.Parent!.Parent!.Node;
        if (command.Name is { Literal: "set" or "export" } name && name != site.Parent.Node)
            return true;
        foreach (ShellWordSyntax word in command.Arguments.Prepend(command.Name!))
        {
            if (word == site.Parent.Node)
                return false;
            if (word.Literal is { } text && IsTaker(text[(text.LastIndexOf('/') + 1)..]))
                return true;
        }

        return false;
    }

    private static bool IsTaker(string program) => s_takers.Contains(program) || Invocation.IsPip(program) || PackageManagers.Of(program).Except(s_builders).Any();

    private static string? NameOf(ShellCommandSyntax command) => command is ShellSimpleCommandSyntax simple ? ShellCommand.NameOf(simple) : null;
}
