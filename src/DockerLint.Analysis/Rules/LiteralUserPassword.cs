using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Every container of the image has the same password, and whoever can pull it can read the command.</summary>
internal sealed class LiteralUserPassword() : Rule(
    new("DK5015", "LiteralUserPassword", Severity.Warning, Category.Security, Profiles.Recommended, "A user of the image gets a password that is written in the file.") { VisitsOnbuild = true }, "chpasswd", "passwd"),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        Invocation? before = null;
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (command.Program is "chpasswd" && !command.Has("e", "encrypted") && before is { Program: "echo" or "printf" })
                Report(before.Operands.FirstOrDefault(static word => word.IsStatic && IsPair(word.Text)), context);
            else if (command.Program is "passwd" && command.Has("stdin") && before is { Program: "echo" or "printf" })
                Report(before.Operands.FirstOrDefault(static word => word.IsStatic), context);
            else if (command.Program is "passwd" && command.Has("d", "delete"))
                context.Report(command.Span, "this user can log in without a password; lock it with passwd -l");
            if (command.Program is not ("sudo" or "doas"))
                before = command;
        }
    }

    private static bool IsPair(string text) => text.IndexOf(':', StringComparison.Ordinal) is var colon && colon > 0 && colon < text.Length - 1;

    private static void Report(CommandWord word, RuleContext context)
    {
        if (word.Text.Length > 0)
            context.Report(word.Span, "every container gets this password, and the history of the image shows it; let users log in with keys, or set it when a container starts");
    }
}
