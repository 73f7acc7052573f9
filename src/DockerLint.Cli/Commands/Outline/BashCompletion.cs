using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Cli.Commands.Outline;

/// <summary>A completion for bash from 4.4 on, which needs no other script.</summary>
internal static class BashCompletion
{
    private const string Head = """
        # bash completion for dockerlint; written by 'dockerlint completion bash'

        # Words that start as the current one does.
        _dockerlint_words() {
          mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
        }

        # The last of several words with commas between.
        _dockerlint_list() {
          local before=''
          case $cur in *,*) before=${cur%,*}, ;; esac
          mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
          compopt -o nospace
        }

        _dockerlint_files() {
          compopt -o filenames
          mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
        }

        # Colons divide words for bash: what stands before the last one is there already.
        _dockerlint_images() {
          local start=$cur index=$COMP_CWORD
          while [ "$index" -gt 1 ] && { [ "${COMP_WORDS[index]}" = : ] || [ "${COMP_WORDS[index - 1]}" = : ]; }; do
            index=$((index - 1))
            start=${COMP_WORDS[index]}$start
          done
          mapfile -t COMPREPLY < <(compgen -W "$(dockerlint images --format '{{.Repository}}:{{.Tag}}' 2>/dev/null)" -- "$start")
          [ "${start%:*}" = "$start" ] || COMPREPLY=("${COMPREPLY[@]#"${start%:*}:"}")
        }


        """;

    private const string Middle = """
        _dockerlint() {
          local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=''
          COMPREPLY=()
          case $cur in =) cur='' ;; esac
          case $prev in =) prev=${COMP_WORDS[COMP_CWORD - 2]} ;; esac
          if [ "$COMP_CWORD" -gt 1 ]; then
            case ${COMP_WORDS[1]} in

        """;

    /// <summary>The script.</summary>
    public static string Of(ImmutableArray<CommandOutline> commands)
    {
        var script = new StringBuilder(Head).Append("_dockerlint_rules='").AppendJoin(' ', ProgramOutline.Rules).Append("'\n\n").Append(Middle)
            .Append("      ").AppendJoin('|', Named(commands).Select(static command => command.Name)).Append(") command=${COMP_WORDS[1]} ;;\n")
            .Append("    esac\n  fi\n  case $command:$prev in\n");
        foreach (CommandOutline command in commands)
        {
            foreach (OptionOutline option in command.Options.Where(static option => option.Value is not null))
                script.Append("    ").AppendJoin('|', option.Names.Select(name => $"{command.Name}:{name}")).Append(") ").Append(Offer(option.Value!)).Append("; return ;;\n");
        }

        script.Append("  esac\n  case $command:$cur in\n");
        foreach (CommandOutline command in commands)
            script.Append("    ").Append(command.Name).Append(":-*) _dockerlint_words '").AppendJoin(' ', command.Options.Select(static option => option.Names[0])).Append("'; return ;;\n");
        script.Append("  esac\n  case $command in\n");
        foreach (CommandOutline command in Named(commands).Where(static command => command.Arguments is { Kind: not ValueKind.Free }))
            script.Append("    ").Append(command.Name).Append(") ").Append(Offer(command.Arguments!)).Append(" ;;\n");
        script.Append("    '')\n      _dockerlint_files -f\n      [ \"$COMP_CWORD\" -gt 1 ] || mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -W '")
            .AppendJoin(' ', Named(commands).Select(static command => command.Name)).Append("' -- \"$cur\")\n      ;;\n");
        return script.Append("  esac\n}\n\ncomplete -F _dockerlint dockerlint\n").ToString();
    }

    private static IEnumerable<CommandOutline> Named(ImmutableArray<CommandOutline> commands) => commands.Where(static command => command.Name.Length > 0);

    private static string Offer(ValueOutline value) => value.Kind switch
    {
        ValueKind.Words when value.Name.EndsWith('S') => $"_dockerlint_list '{string.Join(' ', value.Words)}'",
        ValueKind.Words => $"_dockerlint_words '{string.Join(' ', value.Words)}'",
        ValueKind.Rules => value.Name == "RULE" ? "_dockerlint_words \"$_dockerlint_rules\"" : "_dockerlint_list \"$_dockerlint_rules\"",
        ValueKind.File => "_dockerlint_files -f",
        ValueKind.Folder => "_dockerlint_files -d",
        ValueKind.Image => "_dockerlint_images",
        _ => ":",
    };
}
