using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The shell of the shell form gets the signals and does not pass them on. What is written like JSON but is not, as
/// with single quotes, is in shell form too.
/// </summary>
internal sealed class ShellFormCommand() : Rule(
    new("DL3025", "ShellFormCommand", Severity.Warning, Category.Correctness, Profiles.Hadolint, "CMD, ENTRYPOINT or HEALTHCHECK is in shell form.") { Fix = FixSafety.Unsafe }),
    IVisit<CommandSyntax>
{
    public void Visit(CommandSyntax command, RuleContext context)
    {
        if (command is (CmdSyntax or EntrypointSyntax or HealthcheckSyntax) and { ShellText: { } text })
            context.Report(text.Span, $"a shell runs this {command.Keyword}; write it as [\"executable\", \"argument\"]", fix: JsonForm.Of(command, context));
    }
}
