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
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        // Whether everything up to the path so far is written out.
        bool isWritten = false;
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            if (stage.Instructions[index] is not WorkdirSyntax { Argument: { } path } workdir)
                continue;
            bool isPlain = IsPlain(path, context.Model);
            if (!Paths.IsAbsolute(path, context.Model))
                context.ReportFor(workdir, path.Span, $"'{context.Model.ValueOf(path)}' is added to the WORKDIR before it; start with '/'", fix: isPlain && isWritten ? FixOf(path, stage.States[index]) : null);
            isWritten = isPlain && (isWritten || path.Text is ['/', ..]);
        }
    }

    /// <summary>The whole path.</summary>
    private static Fix FixOf(WordSyntax path, StageState before) => new(
        "Write the whole path", IsSafe: true, [Edit.Replace(path.Span, ContextPath.Clean($"{before.Workdir}/{path.Text}"))]);

    private static bool IsPlain(WordSyntax path, DockerfileModel model) =>
        !path.Text.Contains(' ', StringComparison.Ordinal) && model.ExpansionOf(path) is null && Edit.IsVerbatim(model.Syntax.Source, path.Span, path.Text);
}
