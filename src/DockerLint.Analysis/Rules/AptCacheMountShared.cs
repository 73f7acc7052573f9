using DockerLint.Analysis.Commands;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>apt must have its folders to itself. A cache mount is shared by all builds that run at the same time unless it says otherwise.</summary>
internal sealed class AptCacheMountShared() : Rule(
    new("DK3013", "AptCacheMountShared", Severity.Warning, Category.Correctness, Profiles.Recommended, "A cache that is mounted for apt can be used by two builds at once.")
    {
        Fix = FixSafety.Safe,
    }, PackageManager.Apt.Programs),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        if (!context.ProgramsOf(run).Any(static command => PackageManager.Apt.Programs.Contains(command.Program)))
            return;
        foreach (FolderMount mount in CacheFolder.Caches(run, context))
        {
            MountField? sharing = mount.Spec.Field(MountKey.Sharing);
            if (sharing is { Value: not "shared" } || !(mount.Covers("/var/cache/apt/archives") || mount.Covers("/var/lib/apt/lists")))
                continue;
            context.Report(mount.Flag.Span, "apt fails when another build uses this cache at the same time; add sharing=locked", fix: FixOf(mount.Flag, sharing));
        }
    }

    private static Fix FixOf(FlagSyntax flag, MountField? sharing)
    {
        TextEdit edit = sharing is { ValueSpan: { } value }
            ? new TextEdit(flag.SpanOf(value), "locked")
            : new TextEdit(new TextSpan(flag.ValueSpan.End, 0), ",sharing=locked");
        return new Fix("Add sharing=locked", IsSafe: true, [edit]);
    }
}
