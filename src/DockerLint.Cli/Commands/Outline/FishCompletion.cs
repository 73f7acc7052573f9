using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Cli.Commands.Outline;

/// <summary>A completion for fish from 3.0 on.</summary>
internal static class FishCompletion
{
    private const string Head = """
        # fish completion for dockerlint; written by 'dockerlint completion fish'

        # Whether the first argument is one of these commands.
        function __dockerlint_is
            set -l words (commandline -opc)
            test (count $words) -gt 1; and contains -- $words[2] $argv
        end

        # Whether nothing is there yet but the name of the program.
        function __dockerlint_starts
            test (count (commandline -opc)) -eq 1
        end

        # The last of several words with commas between.
        function __dockerlint_list
            set -l current (string replace -r '^--?[a-z-]+=' '' -- (commandline -ct))
            set -l before (string match -r '^.*,' -- $current); or set before ''
            printf "%s\n" $before$argv
        end

        function __dockerlint_images
            dockerlint images --format '{{.Repository}}:{{.Tag}}' 2>/dev/null
        end


        """;

    /// <summary>The script.</summary>
    public static string Of(ImmutableArray<CommandOutline> commands)
    {
        CommandOutline[] named = [.. commands.Where(static command => command.Name.Length > 0)];
        var script = new StringBuilder(Head).Append("set -g __dockerlint_rules ").AppendJoin(' ', ProgramOutline.Rules).Append("\n\n");
        foreach (CommandOutline command in named)
            script.Append("complete -c dockerlint -n __dockerlint_starts -a ").Append(command.Name).Append(" -d ").Append(Quoted(command.Description)).Append('\n');
        string names = string.Join(' ', named.Select(static command => command.Name));
        foreach (CommandOutline command in commands)
        {
            string condition = command.Name.Length == 0 ? $"not __dockerlint_is {names}" : $"__dockerlint_is {command.Name}";
            string head = $"complete -c dockerlint -n {Quoted(condition)}";
            foreach (OptionOutline option in command.Options)
                script.Append(head).Append(Names(option)).Append(option.Value is { } value ? $" -r{Offer(value)}" : "").Append(" -d ").Append(Quoted(option.Description)).Append('\n');
            if (command.Name.Length > 0)
                script.Append(head).Append(command.Arguments is { } arguments ? Offer(arguments) : " -f").Append('\n');
        }

        return script.ToString();
    }

    private static string Names(OptionOutline option) =>
        string.Concat(option.Names.Select(static name => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}"));

    private static string Offer(ValueOutline value) => value.Kind switch
    {
        ValueKind.Words when value.Name.EndsWith('S') => $" -f -a '(__dockerlint_list {string.Join(' ', value.Words)})'",
        ValueKind.Words => $" -f -a '{string.Join(' ', value.Words)}'",
        ValueKind.Rules => " -f -a '(__dockerlint_list $__dockerlint_rules)'",
        ValueKind.File => " -F",
        ValueKind.Folder => " -f -a '(__fish_complete_directories (commandline -ct))'",
        ValueKind.Image => " -f -a '(__dockerlint_images)'",
        _ => " -f",
    };

    private static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
