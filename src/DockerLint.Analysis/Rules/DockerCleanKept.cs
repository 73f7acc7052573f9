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
    IVisit<RunSyntax>
{
    private static readonly string[] s_signs = ["docker-clean", "Keep-Downloaded-Packages", "apt.conf"];

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (CacheFolder.Caches(run, context).FirstOrDefault(static mount => mount.Covers("/var/cache/apt/archives")) is not { } mount
            || !context.ProgramsOf(run).Any(static command => PackageManager.Apt.PackagesOf(command).Length > 0))
        {
            return;
        }

        Stage stage = context.Stage;
        int last = context.Index;
        while (true)
        {
            if (stage.Instructions.Take(last + 1).Any(instruction => IsAboutIt(instruction, context)))
                return;
            if (stage.Parent is not { } parent)
                break;
            stage = parent;
            last = stage.Instructions.Length;
        }

        if (stage.BaseImage?.Reference?.FullName.StartsWith("docker.io/library/", StringComparison.Ordinal) == true)
            context.Report(mount.Flag.Span, "the base image has apt remove each package after its install, so this cache stays empty; first run rm -f /etc/apt/apt.conf.d/docker-clean");
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
