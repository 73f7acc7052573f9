using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Each RUN makes a layer; short ones that follow each other could be one.</summary>
internal sealed class ConsecutiveRuns() : Rule(
    new("DL3059", "ConsecutiveRuns", Severity.Info, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "A RUN follows another one directly.")),
    IVisit<RunSyntax>
{
    private const int MostCommands = 1;

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (context.Index > 0
            && context.Stage.Instructions[context.Index - 1] is RunSyntax before
            && IsShort(run, context)
            && IsShort(before, context)
            && FlagsOf(run).SequenceEqual(FlagsOf(before)))
        {
            context.Report(
                run.KeywordSpan,
                "this RUN makes a layer of its own; join it to the one before with &&",
                new RelatedLocation(before.KeywordSpan, "the RUN before"));
        }
    }

    private static bool IsShort(RunSyntax run, RuleContext context) =>
        ShellCommand.Of(run, context.State).Length <= MostCommands;

    private static IEnumerable<string> FlagsOf(RunSyntax run) =>
        run.Flags.Select(static flag => flag.Text).Order(StringComparer.Ordinal);
}
