using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>A rule on packages that are installed in whatever version is current when the image is built.</summary>
/// <param name="info">What is known of the rule.</param>
/// <param name="form">How a package is written with its version.</param>
internal abstract class Unpinned(RuleInfo info, string form) : Rule(info), IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        ImmutableArray<CommandWord> unpinned =
            [.. PackagesOf(command).Where(package => package.Text.Length > 0 && !IsPinned(package, context))];
        if (unpinned is not [var first, .. var more])
            return;
        string others = more.Length == 0 ? "" : $" (and {more.Length} more)";
        context.Report(first.Span, $"'{first.Text}'{others} comes in the version of the day; pin it as {form}");
    }

    /// <summary>The packages that a command installs, by whatever name; none where it does something else.</summary>
    protected abstract IEnumerable<CommandWord> PackagesOf(Invocation command);

    /// <summary>Whether the version is said, or nothing can say it.</summary>
    protected abstract bool IsPinned(CommandWord package, RuleContext context);
}
