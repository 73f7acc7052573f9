using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using DockerLint.Analysis;
using DockerLint.Configuration;
using DockerLint.Semantics;

namespace DockerLint.Cli.Commands.Outline;

/// <summary>What a shell can offer for a value.</summary>
internal enum ValueKind
{
    /// <summary>Nothing: only the user knows.</summary>
    Free,

    /// <summary>Words that are known.</summary>
    Words,

    /// <summary>Rules, with commas between.</summary>
    Rules,

    /// <summary>Files and folders.</summary>
    File,

    /// <summary>Folders.</summary>
    Folder,

    /// <summary>Images of the local store.</summary>
    Image,
}

/// <summary>A value of an option, or the arguments of a command.</summary>
/// <param name="Name">What the help calls it.</param>
/// <param name="Kind">What a shell can offer.</param>
/// <param name="Words">The words, where there are some.</param>
internal sealed record ValueOutline(string Name, ValueKind Kind, ImmutableArray<string> Words)
{
    private static readonly ImmutableArray<string> Platforms = ["linux/amd64", "linux/arm64", "linux/arm/v7", "linux/386", "linux/ppc64le", "linux/riscv64", "linux/s390x", "windows/amd64"];

    /// <summary>What a value is, by what the help calls it.</summary>
    /// <param name="name">What the help calls it.</param>
    /// <param name="words">The words that it names itself.</param>
    public static ValueOutline Of(string name, ImmutableArray<string> words)
    {
        if (!words.IsEmpty)
            return new(name, ValueKind.Words, words);
        ImmutableArray<string> known = name switch
        {
            "PROFILE" => [.. Vocabulary.ProfileNames],
            "LEVEL" => Vocabulary.LevelsAndNone,
            "WHEN" => ["auto", "always", "never"],
            "WHICH" => ["auto", "off"],
            "KINDS" => [.. HostKinds.Words, HostKinds.None],
            "PLATFORM" or "OS/ARCH" => Platforms,
            "MODE" => ["default", "none", "host"],
            "HOW" => ["auto", "tty", "plain", "classic", "json"],
            _ => [],
        };
        ValueKind kind = name switch
        {
            "RULE" or "RULES" => ValueKind.Rules,
            "FILE" or "PATH" => ValueKind.File,
            "FOLDER" => ValueKind.Folder,
            "IMAGE" or "SOURCE TARGET" => ValueKind.Image,
            _ => known.IsEmpty ? ValueKind.Free : ValueKind.Words,
        };
        return new(name, kind, known);
    }
}

/// <summary>An option.</summary>
/// <param name="Names">Its names, the long one first.</param>
/// <param name="Value">Its value; null where it has none.</param>
/// <param name="Description">What it is for.</param>
internal sealed record OptionOutline(ImmutableArray<string> Names, ValueOutline? Value, string Description);

/// <summary>A command.</summary>
/// <param name="Name">Its name; empty for what is done where no command is named.</param>
/// <param name="Description">What it does.</param>
/// <param name="Options">Its options.</param>
/// <param name="Arguments">Its arguments; null where it takes none.</param>
internal sealed record CommandOutline(string Name, string Description, ImmutableArray<OptionOutline> Options, ValueOutline? Arguments);

/// <summary>What the program takes: told by the commands themselves, so that it is what they read.</summary>
internal static class ProgramOutline
{
    /// <summary>The codes of all rules.</summary>
    public static IEnumerable<string> Rules => RuleCatalog.All.Select(static rule => rule.Code);

    /// <summary>What is done where no command is named, then the commands for people, in the order of the help.</summary>
    public static ImmutableArray<CommandOutline> Read() =>
    [
        Ask("", "", static (args, host) => LintCommand.Run(args, host, isNamed: false)),
        .. CommandTable.All.Where(static command => command.Description is not null).Select(static command => Ask(command.Name, command.Description!, command.Run)),
    ];

    private static CommandOutline Ask(string name, string description, Func<string[], Host, int> run)
    {
        Command? told = null;
        using var host = new Host(static () => Stream.Null, Stream.Null, static () => Stream.Null, static _ => null) { OnCommand = command => told = command };
        run([], host);
        return new CommandOutline(
            name,
            description,
            [.. told!.Options.Select(static option => new OptionOutline(
                [option.Name, .. option.Aliases],
                option.HelpName is { } value ? ValueOutline.Of(value, WordsOf(option)) : null,
                option.Description ?? ""))],
            told.Arguments is [var argument, ..] ? ValueOutline.Of(argument.Name, WordsOf(argument)) : null);
    }

    private static ImmutableArray<string> WordsOf(Symbol symbol) =>
        [.. symbol.GetCompletions(CompletionContext.Empty).Select(static item => item.InsertText ?? item.Label).Where(static word => !word.StartsWith('-'))];
}
