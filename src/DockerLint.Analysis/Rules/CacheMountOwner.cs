using DockerLint.Analysis.Commands;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A new cache belongs to root and only root may write there, whoever runs the command.</summary>
internal sealed class CacheMountOwner() : Rule(
    new("DK3014", "CacheMountOwner", Severity.Warning, Category.Correctness, Profiles.Recommended, "A cache is mounted for a user who may not write to it.")),
    IVisit<RunSyntax>
{
    private const uint WritableByAll = 2;

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (context.State.User?.Argument is not { } word || Paths.IsUnknown(word, context.Model))
            return;
        string user = context.Model.ValueOf(word).Split(':')[0].Trim();
        if (user is "root" or "0" or "" || context.ProgramsOf(run).Any(static command => command.Program is "sudo" or "gosu" or "su-exec"))
            return;
        foreach (FolderMount mount in CacheFolder.Caches(run, context))
        {
            if (mount.Spec.Field(MountKey.Uid) is null && ((mount.Spec.Mode ?? 0) & WritableByAll) == 0)
                context.Report(mount.Flag.Span, $"a new cache is root's, and '{user}' may not write to it; add uid={(user.All(char.IsAsciiDigit) ? user : $" with the number of '{user}'")}");
        }
    }
}
