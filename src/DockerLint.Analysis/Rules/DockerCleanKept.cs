using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The images of Debian and Ubuntu, and the official ones made of them, tell apt to remove each package after its
/// install, in the file docker-clean: a cache mounted for them stays empty.
/// </summary>
internal sealed class DockerCleanKept() : Rule(
    new("DK3012", "DockerCleanKept", Severity.Warning, Category.Efficiency, Profiles.Recommended, "The base image empties the cache that is mounted for apt.")),
    IVisit<Stage>
{
    private static readonly string[] s_signs = ["docker-clean", "Keep-Downloaded-Packages", "apt.conf"];

    public void Visit(Stage stage, RuleContext context)
    {
        if (!stage.Instructions.Any(static instruction => instruction is RunSyntax && instruction.Flag("mount") is not null))
            return;
        Stage root = stage;
        while (root.Parent is { } parent)
        {
            root = parent;
            if (root.Instructions.Any(instruction => IsAboutIt(instruction, context)))
                return;
        }

        if (root.BaseImage?.Reference?.FullName.StartsWith("docker.io/library/", StringComparison.Ordinal) != true)
            return;
        for (int index = 0; index < stage.Instructions.Length && !IsAboutIt(stage.Instructions[index], context); index++)
        {
            if (stage.Instructions[index] is RunSyntax run)
                Check(run, stage.States[index], context);
        }
    }

    private static void Check(RunSyntax run, StageState before, RuleContext context)
    {
        if (CacheFolder.Caches(run, before, context).FirstOrDefault(static mount => mount.Covers("/var/cache/apt/archives")) is { } mount
            && context.ProgramsOf(run, before).Any(static command => PackageManager.Apt.PackagesOf(command).Length > 0))
        {
            context.ReportFor(run, mount.Flag.Span, "the base image has apt remove each package after its install, so this cache stays empty; first run rm -f /etc/apt/apt.conf.d/docker-clean");
        }
    }

    private static bool IsAboutIt(InstructionSyntax instruction, RuleContext context)
    {
        ReadOnlySpan<char> text = context.Source.Slice(instruction.Extent);
        foreach (string sign in s_signs)
        {
            if (text.Contains(sign, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
