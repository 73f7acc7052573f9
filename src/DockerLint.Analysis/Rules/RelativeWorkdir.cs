using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A relative WORKDIR is added to the one before it, so that it means something else when that one changes. A path
/// that starts with a variable whose value is not known is taken as absolute.
/// </summary>
internal sealed class RelativeWorkdir() : Rule(
    new("DL3000", "RelativeWorkdir", Severity.Error, Category.Correctness, Profiles.Hadolint, "WORKDIR has a relative path.") { Fix = FixSafety.Safe }),
    IVisit<WorkdirSyntax>
{
    public void Visit(WorkdirSyntax workdir, RuleContext context)
    {
        if (workdir.Argument is { } path && !Paths.IsAbsolute(path, context.Model))
            context.Report(path.Span, $"'{context.Model.ValueOf(path)}' is added to the WORKDIR before it; start with '/'", fix: FixOf(path, context));
    }

    /// <summary>The whole path, where everything up to it is written out.</summary>
    private static Fix? FixOf(WordSyntax path, RuleContext context)
    {
        if (!IsPlain(path, context.Model))
            return null;
        for (int index = context.Index - 1; index >= 0; index--)
        {
            if (context.Stage.Instructions[index] is not WorkdirSyntax { Argument: { } earlier })
                continue;
            if (!IsPlain(earlier, context.Model))
                return null;
            if (earlier.Text[0] == '/')
                return new Fix("Write the whole path", IsSafe: true, [Edit.Replace(path.Span, ContextPath.Clean($"{context.State.Workdir}/{path.Text}"))]);
        }

        return null;
    }

    private static bool IsPlain(WordSyntax path, DockerfileModel model) =>
        !path.Text.Contains(' ', StringComparison.Ordinal) && model.ExpansionOf(path) is null && Edit.IsVerbatim(model.Syntax.Source, path.Span, path.Text);
}
