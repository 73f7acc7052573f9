using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>What runs the shell form of a command.</summary>
public enum ShellKind
{
    /// <summary>sh, bash, ash, dash, ksh or zsh: a script that the shell grammar reads.</summary>
    Posix,

    /// <summary>PowerShell.</summary>
    PowerShell,

    /// <summary>cmd of Windows.</summary>
    Cmd,

    /// <summary>Another program, as the first line of a here-document names it.</summary>
    Other,
}

/// <summary>Finds out what runs a command.</summary>
public static class Shells
{
    /// <summary>What runs an instruction's shell form, by the SHELL in force and the first line of its here-document.</summary>
    public static ShellKind KindOf(CommandSyntax command, StageState state) => NameOf(command, state) switch
    {
        "powershell" or "pwsh" => ShellKind.PowerShell,
        "cmd" => ShellKind.Cmd,
        "sh" or "bash" or "ash" or "dash" or "ksh" or "mksh" or "zsh" => ShellKind.Posix,
        _ => ShellKind.Other,
    };

    /// <summary>The language of an instruction's shell form; of use only where its kind is <see cref="ShellKind.Posix"/>.</summary>
    public static ShellDialect DialectOf(CommandSyntax command, StageState state) => NameOf(command, state) switch
    {
        "bash" => ShellDialect.Bash,
        "ash" or "dash" => ShellDialect.Dash,
        "ksh" or "mksh" => ShellDialect.Ksh,
        "zsh" => ShellDialect.Zsh,
        _ => ShellDialect.Sh,
    };

    /// <summary>Whether the shell is started so that it ends at the first command that fails: <c>-e</c>, <c>-o errexit</c>.</summary>
    public static bool EndsOnError(CommandSyntax command, StageState state) =>
        Invocation(command, state).Skip(1).Any(static word =>
            word == "errexit" || (word is ['-', not '-', ..] && word.Contains('e', StringComparison.Ordinal)));

    private static string NameOf(CommandSyntax command, StageState state)
    {
        string program = Invocation(command, state).FirstOrDefault(state.IsWindows ? "cmd" : "sh");
        string name = program[(program.AsSpan().LastIndexOfAny('/', '\\') + 1)..].ToLowerInvariant();
        return name.EndsWith(".exe", StringComparison.Ordinal) ? name[..^4] : name;
    }

    /// <summary>The program that reads the script and its options; empty for the default.</summary>
    private static IEnumerable<string> Invocation(CommandSyntax command, StageState state)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(state);
        if (command.ScriptHeredoc is not { } script || !script.Body.Span.StartsWith("#!"))
            return state.NamedShell is { } named ? [named] : state.Shell is { } shell ? shell.JsonWords.Select(static word => word.Text) : [];
        ReadOnlySpan<char> line = script.Body.Span[2..];
        int end = line.IndexOf('\n');
        string[] words = (end < 0 ? line : line[..end]).ToString()
            .Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        bool isEnv = words is [string first, ..] && (first == "env" || first.EndsWith("/env", StringComparison.Ordinal));
        return isEnv ? words.Skip(1).SkipWhile(static word => word[0] == '-' || word.Contains('=', StringComparison.Ordinal)) : words;
    }
}
