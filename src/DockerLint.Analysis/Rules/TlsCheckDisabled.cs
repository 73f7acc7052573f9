using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Without the check of the certificate, whoever sits between decides what is downloaded. Nothing is said of a server
/// of the build itself, nor of options where the same RUN holds something against a checksum or a signature.
/// </summary>
internal sealed class TlsCheckDisabled() : Rule(
    new("DK5005", "TlsCheckDisabled", Severity.Warning, Category.Security, Profiles.Recommended, "The certificate of a server is not checked.") { VisitsOnbuild = true }),
    IVisit<RunSyntax>, IVisit<KeyValuesSyntax>, IVisit<ShellScript>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        bool? areChecked = null;
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (TlsSwitches.In(command) is { } word && !command.Words.Any(IsLocal) && !(areChecked ??= Downloads.AreChecked(context.ProgramsOf(run))))
                Report(word.Span, word.Text, context);
        }
    }

    public void Visit(KeyValuesSyntax instruction, RuleContext context)
    {
        foreach (KeyValueSyntax pair in instruction is LabelSyntax ? [] : instruction.Pairs)
        {
            if (pair.Value is { } value && TlsSwitches.IsSwitchedOffBy(pair.Name.Text, context.Model.ValueOf(value)))
                Report(pair.Span, pair.Name.Text, context);
        }
    }

    public void Visit(ShellScript script, RuleContext context)
    {
        foreach (ShellSite site in script.All<ShellAssignmentSyntax>())
        {
            var assignment = (ShellAssignmentSyntax)site.Node;
            if (TlsSwitches.IsSwitchedOffBy(assignment.Name, assignment.Value.StaticText))
                Report(assignment.Span, assignment.Name, context);
        }

        foreach (ShellSite site in script.Commands("export"))
        {
            foreach (ShellWordSyntax word in ((ShellSimpleCommandSyntax)site.Node).Arguments)
            {
                if (word.StaticText.Split('=', 2) is [var name, var value] && TlsSwitches.IsSwitchedOffBy(name, value))
                    Report(word.Span, name, context);
            }
        }
    }

    private static bool IsLocal(CommandWord word) =>
        word.Text.Contains("://localhost", StringComparison.Ordinal) || word.Text.Contains("://127.0.0.1", StringComparison.Ordinal);

    private static void Report(TextSpan span, string what, RuleContext context) =>
        context.Report(span, $"'{what}' lets anybody between here and the server answer in its place; install the certificate of its authority instead");
}
