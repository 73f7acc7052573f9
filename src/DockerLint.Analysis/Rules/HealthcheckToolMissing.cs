using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A check by a program that is not there fails for ever, and the container is never healthy. Said where the image that was
/// built lacks the program; where none was, only if the base image is known to lack it and all that the stages install is
/// written out.
/// </summary>
internal sealed class HealthcheckToolMissing() : Rule(
    new("DK1025", "HealthcheckToolMissing", Severity.Warning, Category.Correctness, Profiles.Recommended, "HEALTHCHECK runs a program that the image does not have.")),
    IVisit<DockerfileModel>
{
    private static readonly string[] s_tools = ["curl", "wget", "nc"];

    public void Visit(DockerfileModel file, RuleContext context)
    {
        if (context.Facts.Built is { } built)
        {
            Check(file, built, context);
            return;
        }

        foreach (Stage stage in file.Images())
        {
            Stage[] chain = [.. stage.Chain()];
            if (stage.End.Healthcheck is not { IsNone: false } healthcheck || chain[^1].BaseImage?.Reference is not { } image)
                continue;
            Invocation[] tools = [.. Invocation.Of(healthcheck, stage.End).Where(static command => s_tools.Contains(command.Program))];
            if (tools is [var tool, ..]
                && tools.All(other => other.Program == tool.Program)
                && KnownImages.Lacks(image, tool.Program)
                && !chain.Any(part => ToolSources.MayBring(tool.Program, part, context)))
            {
                context.ReportFor(healthcheck, tool.Name.Span, $"'{tool.Program}' is not in '{image.Name}' and nothing installs it, so the check always fails; install it, or check with what is there");
            }
        }
    }

    private static void Check(DockerfileModel file, BuiltImage image, RuleContext context)
    {
        if (Shipping.Target(file)?.End is not { Healthcheck: { IsNone: false } healthcheck } end)
            return;
        bool isArray = healthcheck.Form == ArgumentForm.Json;
        foreach (Invocation command in Invocation.Of(healthcheck, end))
        {
            // A shell has programs of its own, so that without an array only those count that none has.
            if ((isArray || s_tools.Contains(command.Program)) && image.FindProgram(command.Name.Text) is null)
                context.ReportFor(healthcheck, command.Name.Span, $"the image has no '{command.Program}', so the check always fails; install it, or check with what is there");
        }
    }
}
