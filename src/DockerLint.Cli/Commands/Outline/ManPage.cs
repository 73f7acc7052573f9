using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Cli.Commands.Outline;

/// <summary>The manual page, in the macros of man(7).</summary>
internal static class ManPage
{
    private const string Foot = """
        .SH EXIT STATUS
        .TP
        0
        Nothing was found at or above the threshold; the work is done.
        .TP
        1
        Something was found, or a build failed by a step of its own.
        .TP
        2
        The call was wrong, or something could not be read, written or reached.
        .TP
        130
        The user has interrupted it.
        .SH ENVIRONMENT
        .TP
        .B NO_COLOR
        Nothing is coloured where it is set.
        .TP
        .B DOCKERLINT_STORE
        The folder of images and of what builds keep.
        .TP
        .BR GITHUB_ACTIONS ", " GITHUB_STEP_SUMMARY
        Make annotations and a summary the default.
        .SH FILES
        .TP
        .I .dockerlint.yaml
        The configuration.
        .TP
        .IR .editorconfig ", " .hadolint.yaml
        Configurations that count as well.
        .TP
        .I .gitignore
        What is left out of folders.
        .SH SEE ALSO
        .BR docker (1),
        .BR hadolint (1),
        .BR shellcheck (1)

        """;

    /// <summary>The page.</summary>
    public static string Of(ImmutableArray<CommandOutline> commands)
    {
        var page = new StringBuilder();
        page.Append(".TH DOCKERLINT 1 \"\" \"dockerlint ").Append(Text(App.Version)).Append("\" \"User Commands\"\n")
            .Append(".SH NAME\ndockerlint \\- lint, format and build Dockerfiles\n")
            .Append(".SH SYNOPSIS\n.B dockerlint\n.RI [ COMMAND ]\n.RI [ OPTION ...]\n.RI [ ARGUMENT ...]\n")
            .Append(".SH DESCRIPTION\nFinds mistakes in Dockerfiles and in the image references of other files, puts them right, and builds images.\n")
            .Append("Without a command it lints what is named, else the folder that it is in.\nA path that bears the name of a command is given as\n.IR ./name .\n.SH COMMANDS\n");
        foreach (CommandOutline command in commands.Where(static command => command.Name.Length > 0))
        {
            page.Append(".SS ").Append(Text(command.Name)).Append(command.Arguments is { } arguments ? $" {Text(arguments.Name)}" : "").Append('\n')
                .Append(Line($"{command.Description}.")).Append('\n');
            foreach (OptionOutline option in command.Options)
            {
                page.Append(".TP\n").AppendJoin(", ", option.Names.Select(static name => $"\\fB{Text(name)}\\fR"))
                    .Append(option.Value is { } value ? $" \\fI{Text(value.Name)}\\fR" : "").Append('\n').Append(Line(option.Description)).Append('\n');
            }
        }

        return page.Append(Foot).ToString();
    }

    /// <summary>A line that starts with a dot would be a request.</summary>
    private static string Line(string text) => Text(text) is var line && line.StartsWith('.') ? $"\\&{line}" : line;

    private static string Text(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("'", "\\(aq", StringComparison.Ordinal).Replace("…", "...", StringComparison.Ordinal);
}
