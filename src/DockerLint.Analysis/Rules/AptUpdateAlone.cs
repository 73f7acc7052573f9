using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The layer of an update alone is kept, and a later install works with lists that have gone stale.</summary>
internal sealed class AptUpdateAlone() : Rule(
    new("DK4001", "AptUpdateAlone", Severity.Warning, Category.Reproducibility, Profiles.Recommended, "A RUN updates the package lists of apt and installs nothing."), PackageManager.Apt.Programs),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        Invocation? update = null;
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (CacheFolder.IsRemovedBy(command, PackageManager.Apt.Caches))
                return;
            if (!PackageManager.Apt.Programs.Contains(command.Program))
                continue;
            if (command.Verb is "purge" or "remove" or "autoremove" || PackageManager.Apt.Needing.Contains(command.Verb))
                return;
            if (command.Verb == "update")
                update ??= command;
        }

        if (update is not null)
            context.Report(update.Span, "the package lists of this layer go stale while later ones are rebuilt; update and install in one RUN");
    }
}
