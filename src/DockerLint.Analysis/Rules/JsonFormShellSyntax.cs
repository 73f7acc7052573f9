using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// No shell reads the JSON form: the program gets <c>$PORT</c> or <c>&amp;&amp;</c> as it is written. Programs that give
/// such a text a meaning of their own are left alone.
/// </summary>
internal sealed class JsonFormShellSyntax() : Rule(
    new("DK1033", "JsonFormShellSyntax", Severity.Warning, Category.Correctness, Profiles.Recommended, "A command in JSON form holds what only a shell understands.") { Supersedes = ["DK4008"] }),
    IVisit<CommandSyntax>
{
    private static readonly string[] s_operators = ["&&", "||", "|", ";", ">", ">>", "<", "2>&1", "&"];

    /// <summary>Shells, and programs with variables or operators of their own.</summary>
    private static readonly string[] s_readers =
        ["powershell", "pwsh", "cmd", "awk", "gawk", "sed", "perl", "jq", "find", "expr", "test", "[", "envsubst", "make", "mongo", "mongosh", "eval", "su", "env", "confd", "fish", "busybox", "tclsh", "node", "php", "ruby", "python", "python3"];

    public void Visit(CommandSyntax command, RuleContext context)
    {
        if (command is ShellSyntax || command.JsonWords.IsEmpty || command.JsonWords.Any(Reads))
            return;
        // CMD is handed to the ENTRYPOINT, which may be a shell.
        if (command is CmdSyntax && context.Stage.End.Entrypoint is { } entrypoint && (entrypoint.Form != ArgumentForm.Json || entrypoint.JsonWords.Any(Reads)))
            return;
        foreach (WordSyntax word in command.JsonWords)
        {
            if (s_operators.Contains(word.Text))
                context.Report(word.Span, $"no shell reads this, so the program gets '{word.Text}' as an argument; write [\"sh\", \"-c\", \"…\"]");
            else if (VariableIn(word.Text) is { } name)
                context.Report(word.Span, $"no shell reads this, so '{name}' stays as it is written; write [\"sh\", \"-c\", \"exec …\"]");
        }
    }

    private static bool Reads(WordSyntax word)
    {
        string program = word.Text[(word.Text.AsSpan().LastIndexOfAny("/\\") + 1)..];
        if (program.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            program = program[..^4];
        return Interpreters.IsShell(program) || s_readers.Contains(program.ToLowerInvariant()) || program.EndsWith(".sh", StringComparison.Ordinal);
    }

    /// <summary>The first <c>$NAME</c> or <c>${NAME…</c>; null where there is none.</summary>
    private static string? VariableIn(string text)
    {
        int start = text.IndexOf('$', StringComparison.Ordinal);
        if (start < 0)
            return null;
        int name = start + (start + 1 < text.Length && text[start + 1] == '{' ? 2 : 1);
        int length = ShellNames.LengthOf(text.AsSpan(name));
        bool isClosed = name == start + 1 || text.AsSpan(name + length) is ['}' or ':', ..];
        return length > 0 && isClosed && (start == 0 || text[start - 1] != '\\') ? $"${text.AsSpan(name, length)}" : null;
    }
}
