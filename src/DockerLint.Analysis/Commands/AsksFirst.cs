using DockerLint.Analysis.Edits;

namespace DockerLint.Analysis.Commands;

/// <summary>A rule on commands that ask whether to go on, although nobody is there to answer.</summary>
internal abstract class AsksFirst(RuleInfo info, PackageManager manager) : Rule(info, manager.Programs), IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (manager.Runs(command, manager.Asking) && !command.Has([.. manager.Assenting]) && !Assents(command))
        {
            context.Report(
                command.Operands[0].Span,
                $"'{command.Program} {command.Verb}' asks before it goes on, and no one answers in a build; add -{manager.Assenting[0]}",
                fix: TakesOption(command) ? CommandEdits.AddOption(command, $"-{manager.Assenting[0]}") : null,
                isForPeers: HasNothingToAsk(command) || IsAnswered(context));
        }
    }

    /// <summary>Whether it only repairs what an install before it left broken, of which there is most often nothing.</summary>
    private static bool HasNothingToAsk(Invocation command) => command.Operands.Length == 1 && command.Has("f", "fix-broken");

    /// <summary>Whether the command takes the option after its name.</summary>
    protected virtual bool TakesOption(Invocation command) => true;

    /// <summary>Whether the image is known to be set up not to ask: CircleCI's are.</summary>
    private static bool IsAnswered(RuleContext context) =>
        context.Stage.BaseImage?.Reference?.Name.StartsWith("cimg/", StringComparison.Ordinal) == true;

    /// <summary>Whether something else than the options answers.</summary>
    protected virtual bool Assents(Invocation command) => false;
}
