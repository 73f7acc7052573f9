using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A build runs as the user that USER names, root unless said otherwise; sudo is not needed, changes signals and
/// terminals, and has to be installed. The rule sees it before any program, not where it is an argument.
/// </summary>
internal sealed class NoSudo() : Rule(
    new("DL3004", "NoSudo", Severity.Error, Category.Security, Profiles.Recommended | Profiles.Hadolint, "A RUN uses sudo.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, "sudo"),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "sudo")
            context.Report(command.Name.Span, "'sudo' behaves unlike the user it stands for; switch the user with USER", fix: FixOf(command, context));
    }

    /// <summary>Root needs no sudo.</summary>
    private static Fix? FixOf(Invocation command, RuleContext context)
    {
        if (!command.IsEditable
            || command.Name.IsJson
            || command.Words is not [{ Text: [not '-', ..] and var text } program, ..]
            || text.Contains('=', StringComparison.Ordinal)
            || context.State.User?.Argument is not { } user
            || context.Model.ValueOf(user).Split(':')[0] is not ("root" or "0"))
        {
            return null;
        }

        return new Fix("Leave sudo out", IsSafe: false, [Edit.Delete(TextSpan.Between(command.Name.Span.Start, program.Span.Start))]);
    }
}
