using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Recommended packages are most often not needed. <c>--no-install-recommends</c> leaves them out, and so does
/// <c>-o APT::Install-Recommends=false</c> (or 0, no, off).
/// </summary>
internal sealed class AptRecommends() : Rule(
    new("DL3015", "AptRecommends", Severity.Info, Category.Efficiency, Profiles.Hadolint, "An install by apt-get takes recommended packages along.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.AptGet.Programs),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (PackageManager.AptGet.Runs(command, PackageManager.AptGet.Installing)
            && !command.Has("no-install-recommends")
            && !command.Options.Any(LeavesOut))
        {
            context.Report(command.Operands[0].Span, "packages that are only recommended are installed too; add --no-install-recommends", fix: CommandEdits.AddOption(command, "--no-install-recommends"));
        }
    }

    private static bool LeavesOut(Option option) =>
        option is { Name: "o" or "option", Value: { } setting }
        && setting.StartsWith("APT::Install-Recommends=", StringComparison.OrdinalIgnoreCase)
        && setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"').ToLowerInvariant() is "false" or "0" or "no" or "off";
}
