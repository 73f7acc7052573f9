using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Cli.Commands.Outline;

/// <summary>A completion for zsh, as a function of its completion system.</summary>
internal static class ZshCompletion
{
    /// <summary>The script.</summary>
    public static string Of(ImmutableArray<CommandOutline> commands)
    {
        var script = new StringBuilder("#compdef dockerlint\n# zsh completion for dockerlint; written by 'dockerlint completion zsh'\n\n")
            .Append("_dockerlint_rules() {\n  local -a rules=(").AppendJoin(' ', ProgramOutline.Rules).Append(")\n  _values -s , rule $rules\n}\n\n")
            .Append("_dockerlint_images() {\n  local -a images=(${(f)\"$(dockerlint images --format '{{.Repository}}:{{.Tag}}' 2>/dev/null)\"})\n  compadd -a images\n}\n\n")
            .Append("_dockerlint_commands() {\n  local -a commands=(\n");
        foreach (CommandOutline command in commands.Where(static command => command.Name.Length > 0))
            script.Append("    ").Append(Quoted($"{command.Name}:{command.Description}")).Append('\n');
        script.Append("  )\n  _describe command commands\n}\n\n_dockerlint() {\n  local context state line\n  typeset -A opt_args\n  case ${words[2]} in\n");
        foreach (CommandOutline command in commands.OrderBy(static command => command.Name.Length == 0))
        {
            bool isNamed = command.Name.Length > 0;
            script.Append("    ").Append(isNamed ? command.Name : "*").Append(")\n");
            // The name of a command is no argument of it.
            script.Append(isNamed ? "      if (( CURRENT > 2 )); then\n        words[2]=()\n        (( CURRENT-- ))\n      fi\n" : "").Append("      _arguments -s \\\n");
            foreach (OptionOutline option in command.Options)
                script.Append("        ").Append(Spec(option)).Append(" \\\n");
            string action = isNamed ? command.Arguments is { } value ? Action(value) : "" : "{ (( CURRENT == 2 )) && _dockerlint_commands; _files }";
            script.Append("        ").Append(Quoted($"*:{(isNamed ? Escaped(command.Arguments?.Name ?? "") : "path or command")}:{action}")).Append("\n      ;;\n");
        }

        return script.Append("  esac\n}\n\nif [ \"${funcstack[1]}\" = _dockerlint ]; then\n  _dockerlint \"$@\"\nelse\n  compdef _dockerlint dockerlint\nfi\n").ToString();
    }

    private static string Spec(OptionOutline option)
    {
        string value = option.Value is { } taken ? $":{Escaped(taken.Name)}:{Action(taken)}" : "";
        string text = $"[{Escaped(option.Description)}]{value}";
        string mark = option.Value is null ? "" : "=";
        return option.Names.Length == 1
            ? Quoted($"*{option.Names[0]}{mark}{text}")
            : $"'*'{{{string.Join(',', option.Names.Select(name => name.StartsWith("--", StringComparison.Ordinal) ? name + mark : name + (mark.Length > 0 ? "+" : "")))}}}{Quoted(text)}";
    }

    private static string Action(ValueOutline value) => value.Kind switch
    {
        ValueKind.Words when value.Name.EndsWith('S') => $"_values -s , {value.Name} {string.Join(' ', value.Words)}",
        ValueKind.Words => $"({string.Join(' ', value.Words)})",
        ValueKind.Rules => "_dockerlint_rules",
        ValueKind.File => "_files",
        ValueKind.Folder => "_files -/",
        ValueKind.Image => "_dockerlint_images",
        _ => " ",
    };

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
