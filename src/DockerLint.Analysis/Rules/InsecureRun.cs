using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Outside of the sandbox a command reaches the machine that builds, or its network; builders have to be told to allow it.</summary>
internal sealed class InsecureRun() : Rule(
    new("DK5012", "InsecureRun", Severity.Warning, Category.Security, Profiles.Recommended, "A RUN leaves the sandbox of the build.") { VisitsOnbuild = true }),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        foreach (FlagSyntax flag in run.Flags)
        {
            if (flag is { Name: "security", Value: "insecure" })
                context.Report(flag.Span, "this command has all rights on the machine that builds; find a way without it");
            else if (flag is { Name: "network", Value: "host" })
                context.Report(flag.Span, "this command reaches every service of the machine that builds; find a way without it");
        }
    }
}
