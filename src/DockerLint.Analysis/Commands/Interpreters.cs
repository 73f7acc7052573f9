namespace DockerLint.Analysis.Commands;

/// <summary>Programs that run a script which they are given.</summary>
internal static class Interpreters
{
    private static readonly string[] s_shells = ["sh", "bash", "ash", "dash", "ksh", "zsh"];

    private static readonly string[] s_languages = ["python", "python2", "python3", "perl", "ruby", "node", "php", "pwsh"];

    /// <summary>The options with which a language takes its program from elsewhere than its input.</summary>
    private static readonly string[] s_programOptions = ["c", "m", "e", "E", "p", "n", "r", "R", "f", "l", "version", "eval", "print"];

    /// <summary>Whether a program is a shell of the kind of sh.</summary>
    public static bool IsShell(string program) => s_shells.Contains(program);

    /// <summary>Whether what a command runs comes through its standard input.</summary>
    public static bool ReadsInput(Invocation command)
    {
        if (command.Words.Any(static word => word.Characters is "-" or "/dev/stdin") && command.Operands is [{ Text: "-" or "/dev/stdin" }, ..])
            return true;
        if (IsShell(command.Program))
            return !command.Has("c") && (command.Operands.IsEmpty || command.Has("s"));
        return s_languages.Contains(command.Program)
            && !command.Has(s_programOptions)
            && (command.Operands.IsEmpty || command.Words is [{ Text: "--" }, ..]);
    }

    /// <summary>The word that holds or names the script which a command runs; null where it has none.</summary>
    public static CommandWord? ScriptOf(Invocation command) =>
        command.Program is "eval" or "source" or "." || IsShell(command.Program) || s_languages.Contains(command.Program)
            ? command.Operands is [var script, ..] ? script : null
            : null;
}
