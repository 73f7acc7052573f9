using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>It changes the distribution under the image's name: what is built tomorrow is another one.</summary>
internal sealed class ZypperDistUpgrade() : Rule(
    new("DL3035", "ZypperDistUpgrade", Severity.Warning, Category.Reproducibility, Profiles.Recommended | Profiles.Hadolint, "A RUN upgrades the distribution with zypper.") { VisitsOnbuild = true }, PackageManager.Zypper.Programs),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (PackageManager.Zypper.Runs(command, ["dist-upgrade", "dup"]))
            context.Report(command.Operands[0].Span, "this changes the distribution that the base image names; take a newer base image");
    }
}
