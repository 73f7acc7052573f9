using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A build has no terminal, no services and no processes but its own. A RUN that starts a server for a moment may
/// need <c>kill</c>, one with an SSH mount <c>ssh</c>.
/// </summary>
internal sealed class SenselessCommand() : Rule(
    new("DL3001", "SenselessCommand", Severity.Info, Category.Correctness, Profiles.Hadolint, "A command is run that makes no sense in a build.") { VisitsOnbuild = true }, "free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim"),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (Programs.Contains(command.Program))
            context.Report(command.Name.Span, $"'{command.Program}' does nothing useful in a build; leave it out");
    }
}
