using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A check by a program that is not there fails for ever, and the container is never healthy. Said only where the base
/// image is known to lack the program and all that the stages install is written out.
/// </summary>
internal sealed class HealthcheckToolMissing() : Rule(
    new("DK1025", "HealthcheckToolMissing", Severity.Warning, Category.Correctness, Profiles.Recommended, "HEALTHCHECK runs a program that the image does not have.")),
    IVisit<DockerfileModel>
{
    private static readonly string[] s_tools = ["curl", "wget", "nc"];

    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (Stage stage in file.Images())
        {
            Stage[] chain = [.. stage.Chain()];
            if (stage.End.Healthcheck is not { IsNone: false } healthcheck || chain[^1].BaseImage?.Reference is not { } image)
                continue;
            Invocation[] tools = [.. Invocation.Of(healthcheck, stage.End).Where(static command => s_tools.Contains(command.Program))];
            if (tools is [var tool, ..]
                && tools.All(other => other.Program == tool.Program)
                && KnownImages.Lacks(image, tool.Program)
                && !chain.Any(part => MayBring(tool.Program, part, context)))
            {
                context.ReportFor(healthcheck, tool.Name.Span, $"'{tool.Program}' is not in '{image.Name}' and nothing installs it, so the check always fails; install it, or check with what is there");
            }
        }
    }

    private static bool MayBring(string tool, Stage stage, RuleContext context)
    {
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            switch (stage.Instructions[index])
            {
                case RunSyntax run when MayInstall(tool, run, context.ProgramsOf(run, stage.States[index]), stage.States[index]):
                case TransferSyntax transfer when transfer.Arguments.Any(word => MayHold(tool, context.Model.ValueOf(word))):
                case AddSyntax:
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a RUN names the program, or what it runs or installs is not written out.</summary>
    private static bool MayInstall(string tool, RunSyntax run, ImmutableArray<Invocation> commands, StageState state) =>
        commands.IsEmpty
        || Shells.KindOf(run, state) != ShellKind.Posix
        || commands.Any(command =>
            command.Program == tool
            || command.Program is "source" or "." or "bash" or "sh" or "make" or "ansible-playbook" or "xargs"
            || command.Name.Text.Contains('/', StringComparison.Ordinal)
            || command.Program.EndsWith(".sh", StringComparison.Ordinal)
            || command.Words.Any(word => MayName(tool, word, SystemPackages.IsManager(command))));

    private static bool MayName(string tool, CommandWord word, bool isPackage) =>
        (isPackage && !word.IsStatic)
        || word.Text.StartsWith(tool, StringComparison.Ordinal)
        || word.Text.EndsWith("/" + tool, StringComparison.Ordinal)
        || (isPackage && (word.Text.StartsWith("busybox", StringComparison.Ordinal) || (tool == "nc" && word.Text.Contains("ncat", StringComparison.Ordinal)) || word.Text.StartsWith("netcat", StringComparison.Ordinal)));

    /// <summary>Whether a path names the program, or a folder that programs are looked for in.</summary>
    private static bool MayHold(string tool, string path) =>
        path.TrimEnd('/') is "" or "/usr" or "/usr/local" or "/opt"
        || path.TrimEnd('/').EndsWith("bin", StringComparison.Ordinal)
        || path.EndsWith("/" + tool, StringComparison.Ordinal)
        || path == tool;
}
