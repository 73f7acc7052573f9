using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>A rule on packages that are installed in whatever version is current when the image is built.</summary>
/// <param name="info">What is known of the rule.</param>
/// <param name="form">How a package is written with its version.</param>
/// <param name="programs">What installs packages.</param>
internal abstract class Unpinned(RuleInfo info, string form, params ImmutableArray<string> programs) : Rule(info, programs), IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        CommandWord? first = null;
        int count = 0;
        foreach (CommandWord package in PackagesOf(command))
        {
            if (package.Text.Length == 0 || IsPinned(package, context))
                continue;
            first ??= package;
            count++;
        }

        if (first is not { } named)
            return;
        string others = count == 1 ? "" : $" (and {count - 1} more)";
        context.Report(named.Span, $"'{named.Text}'{others} comes in the version of the day; pin it as {form}");
    }

    /// <summary>The packages that a command installs, by whatever name; none where it does something else.</summary>
    protected abstract ImmutableArray<CommandWord> PackagesOf(Invocation command);

    /// <summary>Whether the version is said, or nothing can say it.</summary>
    protected abstract bool IsPinned(CommandWord package, RuleContext context);
}
