using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A program with the setuid bit runs as its owner, mostly root, whoever starts it: a hole in it is one for all.
/// The setgid bit means something else on folders, so it counts only on what lies where programs do.
/// </summary>
internal sealed class SetuidBit() : Rule(
    new("DK5007", "SetuidBit", Severity.Warning, Category.Security, Profiles.None, "A file is made to run as its owner, whoever starts it.") { VisitsOnbuild = true }, FileModes.Programs),
    IVisit<Invocation>, IVisit<TransferSyntax>
{
    public void Visit(Invocation command, RuleContext context) => Judge(FileModes.Of(command), context);

    public void Visit(TransferSyntax transfer, RuleContext context) => Judge(FileModes.Of(transfer, context), context);

    private static void Judge(GivenMode? given, RuleContext context)
    {
        if (given is { } mode
            && (mode.RunsAsOwner || (mode.RunsWithGroup && mode.Paths.Any(IsProgram)))
            && Shipping.IsShipped(context))
        {
            context.Report(mode.Span, $"the mode '{mode.Text}' lets whoever starts the file act as its owner; leave the bit out, or give the program a capability");
        }
    }

    private static bool IsProgram(string path) => path.Contains("bin/", StringComparison.Ordinal);
}
