using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>The packages of a distribution rely on its own /bin/sh. SHELL changes what runs the instructions, and nothing else.</summary>
internal sealed class LinkToShell() : Rule(
    new("DL4005", "LinkToShell", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A link is put in the place of /bin/sh.") { VisitsOnbuild = true }),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "ln" && command.Operands is [_, .., { Text: "/bin/sh" or "/usr/bin/sh" } link])
            context.Report(link.Span, "scripts of packages rely on the /bin/sh that was there; change the shell with SHELL");
    }
}
