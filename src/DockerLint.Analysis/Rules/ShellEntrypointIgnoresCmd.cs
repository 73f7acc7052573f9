using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A shell-form ENTRYPOINT takes no arguments, and a shell-form CMD is no list of them.</summary>
internal sealed class ShellEntrypointIgnoresCmd() : Rule(
    new("DK1020", "ShellEntrypointIgnoresCmd", Severity.Warning, Category.Correctness, Profiles.Recommended, "CMD and ENTRYPOINT are combined in a form that does not combine.")),
    IVisit<Stage>
{
    private static readonly string[] s_wrappers = ["tini", "dumb-init", "catatonit", "gosu", "su-exec", "env", "entrypoint"];

    public void Visit(Stage stage, RuleContext context)
    {
        if (stage.End is not { Entrypoint: { Arguments.IsEmpty: false } entrypoint, Cmd: { Arguments.IsEmpty: false } cmd }
            || context.TemplateMark is not null
            || (stage.Parent is { } parent && parent.End.Entrypoint == entrypoint && parent.End.Cmd == cmd))
        {
            return;
        }

        if (entrypoint.Form == ArgumentForm.Shell)
        {
            context.ReportFor(
                cmd,
                cmd.Span,
                "this CMD has no effect: an ENTRYPOINT in shell form takes no arguments; write the ENTRYPOINT as a JSON array",
                new RelatedLocation(entrypoint.Span, "the ENTRYPOINT in shell form"));
        }
        else if (cmd.Form == ArgumentForm.Shell && !IsWrapper(entrypoint))
        {
            context.ReportFor(
                cmd,
                cmd.Span,
                "the ENTRYPOINT gets this CMD as '/bin/sh', '-c' and a text; write CMD as a JSON array of arguments",
                new RelatedLocation(entrypoint.Span, "the ENTRYPOINT"));
        }
    }

    /// <summary>Whether it runs the command that it is given, so that any form of CMD will do.</summary>
    private static bool IsWrapper(EntrypointSyntax entrypoint)
    {
        string program = entrypoint.JsonWords[0].Text;
        return entrypoint.JsonWords[^1].Text == "--"
            || program.EndsWith(".sh", StringComparison.Ordinal)
            || s_wrappers.Any(wrapper => program.Contains(wrapper, StringComparison.Ordinal));
    }
}
