using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>With sudo in the image, a user other than root is one step from root; without a password, none.</summary>
internal sealed class SudoInstalled() : Rule(
    new("DK5010", "SudoInstalled", Severity.Info, Category.Security, Profiles.None, "The image holds sudo.") { VisitsOnbuild = true }),
    IVisit<RunSyntax>
{
    private static readonly AnyCaseText s_setting = new("NOPASSWD");

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (!Shipping.IsShipped(context))
            return;
        foreach (Invocation command in context.ProgramsOf(run))
        {
            foreach (CommandWord package in SystemPackages.InstalledBy(command))
            {
                if (SystemPackages.NameOf(package) == "sudo")
                    context.Report(package.Span, "sudo gives the container's user a way back to root; do what needs root in the build, before USER");
            }
        }

        foreach (TextSpan setting in InstructionText.Find(run, s_setting, context))
            context.Report(setting, "without a password, a user with sudo is root; do what needs root in the build, before USER");
    }
}
