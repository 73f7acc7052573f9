using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Cli.Commands.Outline;

/// <summary>A completion for PowerShell, which offers files by itself where it is told nothing.</summary>
internal static class PowerShellCompletion
{
    private const string Tail = """

        Register-ArgumentCompleter -Native -CommandName dockerlint -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
            $command = if ($before.Count -gt 1 -and $dockerlintOptions.ContainsKey($before[1])) { $before[1] } else { '' }
            $key = "${command}:$($before[-1])"
            $prefix = ''
            $word = $wordToComplete
            $found = if ($dockerlintValues.ContainsKey($key)) {
                $at = $word.LastIndexOf(',') + 1
                $prefix = $word.Substring(0, $at)
                $word = $word.Substring($at)
                $dockerlintValues[$key]
            } elseif ($word.StartsWith('-')) {
                $dockerlintOptions[$command]
            } elseif ($before.Count -eq 1) {
                $dockerlintOptions.Keys | Where-Object { $_ } | Sort-Object
            } else {
                $dockerlintArguments[$command]
            }
            $found | Where-Object { $_ -and $_.StartsWith($word) } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new("$prefix$_", $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <summary>The script.</summary>
    public static string Of(ImmutableArray<CommandOutline> commands)
    {
        var script = new StringBuilder("# PowerShell completion for dockerlint; written by 'dockerlint completion pwsh'\n\n")
            .Append("$dockerlintRules = @(").AppendJoin(", ", ProgramOutline.Rules.Select(Quoted)).Append(")\n\n$dockerlintOptions = @{\n");
        foreach (CommandOutline command in commands)
            script.Append("    ").Append(Quoted(command.Name)).Append(" = ").Append(List(command.Options.Select(static option => option.Names[0]))).Append('\n');
        script.Append("}\n\n$dockerlintValues = @{\n");
        foreach (CommandOutline command in commands)
        {
            foreach (OptionOutline option in command.Options)
            {
                if (Offer(option.Value) is not { } words)
                    continue;
                foreach (string name in option.Names)
                    script.Append("    ").Append(Quoted($"{command.Name}:{name}")).Append(" = ").Append(words).Append('\n');
            }
        }

        script.Append("}\n\n$dockerlintArguments = @{\n");
        foreach (CommandOutline command in commands)
        {
            if (Offer(command.Arguments) is { } words)
                script.Append("    ").Append(Quoted(command.Name)).Append(" = ").Append(words).Append('\n');
        }

        return script.Append("}\n").Append(Tail).ToString();
    }

    private static string? Offer(ValueOutline? value) => value?.Kind switch
    {
        ValueKind.Words => List(value.Words),
        ValueKind.Rules => "$dockerlintRules",
        _ => null,
    };

    private static string List(IEnumerable<string> words) => $"@({string.Join(", ", words.Select(Quoted))})";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
