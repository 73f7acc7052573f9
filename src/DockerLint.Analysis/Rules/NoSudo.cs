using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A build runs as the user that USER names, root unless said otherwise; sudo is not needed, changes signals and
/// terminals, and has to be installed. The rule sees it before any program, not where it is an argument.
/// </summary>
internal sealed class NoSudo() : Rule(
    new("DL3004", "NoSudo", Severity.Error, Category.Security, Profiles.Recommended | Profiles.Hadolint, "A RUN uses sudo.") { VisitsOnbuild = true }),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "sudo")
            context.Report(command.Name.Span, "'sudo' behaves unlike the user it stands for; switch the user with USER");
    }
}
