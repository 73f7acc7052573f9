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
    public static ShellKind KindOf(CommandSyntax command, StageState state)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(state);
        if (command.ScriptHeredoc is { } script && script.Body.Span.StartsWith("#!"))
        {
            ReadOnlySpan<char> line = script.Body.Span;
            int end = line.IndexOf('\n');
            return KindOfProgram(ProgramOf((end < 0 ? line : line[..end])[2..].ToString()));
        }

        return state.Shell is { JsonWords: { IsEmpty: false } words } ? KindOfProgram(words[0].Text) : ShellKind.Posix;
    }

    /// <summary>The program that a first line names after <c>#!</c>; of env, the one that it starts.</summary>
    private static string ProgramOf(string line)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool isEnv = words is [var first, ..] && (first == "env" || first.EndsWith("/env", StringComparison.Ordinal));
        return words.Skip(isEnv ? 1 : 0).FirstOrDefault(word => !isEnv || !(word.StartsWith('-') || word.Contains('='))) ?? "";
    }

    private static ShellKind KindOfProgram(string program)
    {
        int start = program.AsSpan().LastIndexOfAny("/\\") + 1;
        string name = program[start..].ToLowerInvariant();
        if (name.EndsWith(".exe", StringComparison.Ordinal))
            name = name[..^4];
        return name switch
        {
            "powershell" or "pwsh" => ShellKind.PowerShell,
            "cmd" => ShellKind.Cmd,
            "sh" or "bash" or "ash" or "dash" or "ksh" or "mksh" or "zsh" => ShellKind.Posix,
            _ => ShellKind.Other,
        };
    }
}
