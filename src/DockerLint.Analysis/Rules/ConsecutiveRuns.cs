using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Each RUN makes a layer; short ones that follow each other could be one.</summary>
internal sealed class ConsecutiveRuns() : Rule(
    new("DL3059", "ConsecutiveRuns", Severity.Info, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "A RUN follows another one directly.") { Fix = FixSafety.Unsafe }),
    IVisit<RunSyntax>
{
    private const int MostCommands = 1;

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (context.Index > 0
            && context.Stage.Instructions[context.Index - 1] is RunSyntax before
            && IsShort(run)
            && IsShort(before)
            && ((run.Flags.IsEmpty && before.Flags.IsEmpty) || FlagsOf(run).SequenceEqual(FlagsOf(before))))
        {
            context.Report(
                run.KeywordSpan,
                "this RUN makes a layer of its own; join it to the one before with &&",
                new RelatedLocation(before.KeywordSpan, "the RUN before"),
                RunEdits.Join(before, run, context));
        }
    }

    /// <summary>Tests do not count. Commands of other shells are counted as if they were of sh: both part them alike.</summary>
    private static bool IsShort(RunSyntax run) =>
        (run.Script?.Commands.Count(static command => command.Name?.Literal != "[") ?? 0) <= MostCommands;

    private static IEnumerable<string> FlagsOf(RunSyntax run) =>
        run.Flags.Select(static flag => flag.Text).Order(StringComparer.Ordinal);
}
