using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>--no-cache</c> fetches the index and keeps nothing. A mount over /var/cache/apk, or over /etc/apk/cache, which apk
/// uses in its place where it is a folder, keeps it out of the layer too.
/// </summary>
internal sealed class ApkIndexKept() : Rule(
    new("DL3019", "ApkIndexKept", Severity.Info, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "An install by apk keeps the index of packages in a layer.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Apk.Programs),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (PackageManager.Apk.Runs(command, PackageManager.Apk.Installing)
                && !command.Has("no-cache", "no-network")
                && !CacheFolder.IsMounted(PackageManager.Apk.Caches[0], run, context))
            {
                context.Report(command.Operands[0].Span, "the index of packages stays in this layer; add --no-cache", fix: CommandEdits.AddOption(command, "--no-cache"), isForPeers: IsOutside(run, context));
            }
        }
    }

    /// <summary>Whether the same RUN removes the index, or mounts the other folder, which hadolint does not look for.</summary>
    private static bool IsOutside(RunSyntax run, RuleContext context) =>
        PackageManager.Apk.Caches.Any(folder => CacheFolder.IsMounted(folder, run, context))
        || context.ProgramsOf(run).Any(static command => CacheFolder.IsRemovedBy(command, PackageManager.Apk.Caches));
}
