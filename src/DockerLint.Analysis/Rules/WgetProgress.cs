using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The bar is written anew for every chunk. <c>-q</c>, <c>-nv</c>, <c>--progress=dot:giga</c>, <c>-o</c> and <c>-a</c> keep
/// the log short; BusyBox's wget has only <c>-q</c>.
/// </summary>
internal sealed class WgetProgress() : Rule(
    new("DL3047", "WgetProgress", Severity.Info, Category.Style, Profiles.Hadolint, "A download by wget writes its progress to the log of the build.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, "wget"),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "wget"
            && !command.Has("progress", "q", "quiet", "o", "output-file", "a", "append-output", "no-verbose")
            && !command.Words.Any(static word => word.Text.StartsWith("-nv", StringComparison.Ordinal)))
        {
            context.Report(command.Name.Span, "the progress bar fills the log of the build; add -nv or --progress=dot:giga", fix: FixOf(command, context));
        }
    }

    private static Fix? FixOf(Invocation command, RuleContext context)
    {
        string image = context.Stage.Root.BaseName?.Value ?? "";
        bool isBusyBox = image.Contains("alpine", StringComparison.Ordinal) || image.Contains("busybox", StringComparison.Ordinal);
        return CommandEdits.AddAfter(command, command.Name, isBusyBox ? "-q" : "-nv");
    }
}
