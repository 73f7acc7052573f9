using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;

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
                && !chain.Any(part => ToolSources.MayBring(tool.Program, part, context)))
            {
                context.ReportFor(healthcheck, tool.Name.Span, $"'{tool.Program}' is not in '{image.Name}' and nothing installs it, so the check always fails; install it, or check with what is there");
            }
        }
    }
}
