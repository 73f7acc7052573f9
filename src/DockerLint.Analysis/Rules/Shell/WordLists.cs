using System.Collections.Frozen;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>Where a script means several words, of which quotes would make one.</summary>
internal static class WordLists
{
    /// <summary>Those that are given a project more often than packages are left out.</summary>
    private static readonly FrozenSet<string> s_takers = PackageManagers.OfSystems.Concat(PackageManagers.OfLanguages)
        .Except([PackageManager.DotNet, PackageManager.Gradle, PackageManager.Maven])
        .SelectMany(static manager => manager.Programs)
        .Concat(["apt-mark", "docker-php-ext-enable", "docker-php-ext-install", "dpkg", "emerge", "pacman", "rpm", "xbps-install"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words of a command among which what takes a list stands: it is its program, or one that others start.</summary>
    private const int MostBeforeTaker = 16;

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
        ShellCommandSyntax last = pipeline.Commands[^1];
        string? program = NameOf(last);
        if (program is "wc" || (program is "head" or "tail" && TakesOneLine(last)))
            return false;
        return s_lastProducers.Contains(program)
            || (program == "sed" && pipeline.Commands.Length == 1)
            || (program == "tr" && MakesWords(last))
            || pipeline.Commands.Any(command => NameOf(command) is { } name && (IsProducer(name) || (program is "head" or "tail" && s_lastProducers.Contains(name))));
    }

    private static bool TakesOneLine(ShellCommandSyntax command) =>
        ((ShellSimpleCommandSyntax)command).Arguments is [{ Literal: "-1" or "-n1" or "-qn1" or "--lines=1" }, ..] or [{ Literal: "-n" or "-qn" }, { Literal: "1" }, ..];

    /// <summary>Whether <c>tr</c> puts a blank or a line end in place of something else.</summary>
    private static bool MakesWords(ShellCommandSyntax command) =>
        ((ShellSimpleCommandSyntax)command).Arguments is [.., { Literal: not ("-d" or "--delete") }, { Literal: " " or "\\n" }];

    private static bool IsProducer(string program) => s_producers.Contains(program)
        || program.EndsWith("-config", StringComparison.Ordinal)
        || program.EndsWith("_config", StringComparison.Ordinal);

    private static bool IsOneMeantAt(ShellSite site) =>
        site.Parent?.Parent?.Node is ShellRedirectionSyntax or ShellSimpleCommandSyntax { Name.Literal: "[" or "test" or "cd" };

    /// <summary>Whether it follows a package manager, which another program may start, <c>set</c> or <c>export</c>.</summary>
    private static bool IsTaken(ShellSite site)
    {
        var command = (ShellSimpleCommandSyntax)site.Parent!.Parent!.Node;
        if (command.Name is { Literal: "set" or "export" } name && name != site.Parent.Node)
            return true;
        return command.Arguments.Prepend(command.Name!).Take(MostBeforeTaker).TakeWhile(word => word != site.Parent.Node)
            .Any(static word => word.Literal is { } text && IsTaker(ShellCommand.WithoutFolder(text)));
    }

    private static bool IsTaker(string program) => s_takers.Contains(program) || Invocation.IsPip(program);

    private static string? NameOf(ShellCommandSyntax command) => command is ShellSimpleCommandSyntax simple ? ShellCommand.NameOf(simple) : null;
}
