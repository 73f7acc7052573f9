using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// An upgrade of everything makes another image every day, and puts each upgraded file into the image twice. A newer
/// base image brings the same. Some have to upgrade between two releases of it, so nobody is told who has not asked.
/// </summary>
internal sealed class SystemUpgrade() : Rule(
    new("DK4006", "SystemUpgrade", Severity.Info, Category.Reproducibility, Profiles.None, "All packages of the system are upgraded."), "apt-get", "apt", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper"),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        bool isUpgrade = command.Program switch
        {
            "apt-get" or "apt" or "aptitude" => command.Verb is "upgrade" or "dist-upgrade" or "full-upgrade" or "safe-upgrade" && command.Operands.Length == 1,
            "apk" => command.Verb == "upgrade" && command.Operands.Length == 1,
            "yum" or "dnf" or "microdnf" or "tdnf" => command.Verb is "update" or "upgrade" && command.Operands.Length == 1,
            "zypper" => command.Verb is "update" or "up" && command.Operands.Length == 1,
            _ => false,
        };
        if (isUpgrade)
            context.Report(command.Span, "this upgrades whatever is newer on the day of the build; take a newer base image");
    }
}
