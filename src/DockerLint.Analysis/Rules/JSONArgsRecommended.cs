using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The shell of the shell form is process 1: it gets the signals, and does not pass them on.</summary>
internal sealed class JSONArgsRecommended() : Rule(
    new("DK1005", "JSONArgsRecommended", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.BuildKit, "CMD or ENTRYPOINT is in shell form.") { Supersedes = ["DL3025"], Fix = FixSafety.Unsafe }),
    IVisit<CommandSyntax>
{
    /// <summary>Whether an array would not do: a variable is to be expanded, a template fills it in, or a later one counts.</summary>
    private static bool NeedsShell(CommandSyntax command, RuleContext context) =>
        (command.ShellText?.Span is { } text && context.Source.Slice(text).Contains('$'))
        || context.TemplateMark is not null
        || context.Stage.After(command.Kind, context.Index) is not null;

    public void Visit(CommandSyntax command, RuleContext context)
    {
        if (command is not (CmdSyntax or EntrypointSyntax) || command.Form == ArgumentForm.Json || context.State.Shell is not null)
            return;
        if (context.Stage.BaseImageFacts(context.Model) is { HasShell: true })
            return;
        string keyword = command.Keyword;
        context.Report(
            command.ShellText?.Span ?? command.KeywordSpan,
            $"this {keyword} runs in a shell that keeps signals from it; write {keyword} [\"executable\", \"argument\"]",
            fix: JsonForm.Of(command, context),
            isForPeers: NeedsShell(command, context));
    }
}
