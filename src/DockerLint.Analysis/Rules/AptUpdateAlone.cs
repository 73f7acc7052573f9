using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The layer of an update alone is kept, and a later install works with lists that have gone stale.</summary>
internal sealed class AptUpdateAlone() : Rule(
    new("DK4001", "AptUpdateAlone", Severity.Warning, Category.Reproducibility, Profiles.Recommended, "A RUN updates the package lists of apt and installs nothing.")),
    IVisit<RunSyntax>
{
    private static readonly string[] s_usesLists =
        ["install", "upgrade", "full-upgrade", "dist-upgrade", "build-dep", "source", "download", "satisfy", "reinstall"];

    public void Visit(RunSyntax run, RuleContext context)
    {
        ShellSimpleCommandSyntax? update = null;
        foreach (ShellSimpleCommandSyntax command in ShellCommand.Of(run, context.State))
        {
            if (ShellCommand.NameOf(command) is not ("apt-get" or "apt" or "aptitude"))
                continue;
            if (command.Arguments.Any(static argument => s_usesLists.Contains(argument.Literal)))
                return;
            if (command.Arguments.Any(static argument => argument.Literal == "update"))
                update ??= command;
        }

        if (update is not null)
            context.Report(update.Span, "the package lists of this layer go stale while later ones are rebuilt; update and install in one RUN");
    }
}
