using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Nobody replaces variables in the JSON form: no shell runs it, and the builder leaves it as it is.</summary>
internal sealed class VariableInJsonCommand() : Rule(
    new("DK4008", "VariableInJsonCommand", Severity.Warning, Category.Correctness, Profiles.Recommended, "A command in JSON form holds a variable.")),
    IVisit<CommandSyntax>
{
    private static readonly string[] s_expanding =
        ["sh", "bash", "ash", "dash", "zsh", "ksh", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "pwsh.exe", "envsubst", "awk", "sed", "perl", "env", "tini", "dumb-init", "su", "gosu", "eval"];

    public void Visit(CommandSyntax command, RuleContext context)
    {
        if (command is ShellSyntax || command.JsonWords is not [var program, .. var words] || HasShell(command, context))
            return;
        foreach (WordSyntax word in words.Prepend(program))
        {
            if (NameIn(word.Text) is { } name)
            {
                context.Report(word.Span, $"no shell runs the JSON form, so '${name}' stays as it is written; use the shell form, or [\"sh\", \"-c\", …]");
                return;
            }
        }
    }

    /// <summary>Whether something that runs the words may replace variables: a shell among them, or an ENTRYPOINT before a CMD.</summary>
    private static bool HasShell(CommandSyntax command, RuleContext context) =>
        command.JsonWords.Any(static word => s_expanding.Contains(word.Text[(word.Text.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant()))
        || (command is CmdSyntax && context.Stage.End.Entrypoint is not null);

    private static string? NameIn(string text)
    {
        int dollar = text.IndexOf('$', StringComparison.Ordinal);
        if (dollar < 0 || (dollar > 0 && text[dollar - 1] == '\\'))
            return null;
        ReadOnlySpan<char> rest = text.AsSpan(dollar + 1).TrimStart('{');
        int length = ShellNames.LengthOf(rest);
        return length > 0 ? rest[..length].ToString() : null;
    }
}
