using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>apt</c> is made for people: its manual says that its options and output may change, and it warns when it is used
/// in a script.
/// </summary>
internal sealed class AptInScript() : Rule(
    new("DL3027", "AptInScript", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A RUN uses apt where apt-get should be.") { VisitsOnbuild = true, Fix = FixSafety.Safe }, "apt"),
    IVisit<Invocation>
{
    private static readonly string[] s_same = ["update", "install", "reinstall", "remove", "purge", "autoremove", "autopurge", "clean", "autoclean", "build-dep", "source", "download", "satisfy"];

    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "apt")
            context.Report(command.Name.Span, "'apt' is for people and may change how it works; use apt-get or apt-cache", fix: FixOf(command, context));
    }

    private static Fix? FixOf(Invocation command, RuleContext context) =>
        s_same.Contains(command.Verb)
        && !command.Options.Any(static option => option.Value?.StartsWith("Binary::", StringComparison.OrdinalIgnoreCase) == true)
        && CommandEdits.Rename(command, "apt-get", context.Source) is { } edit
            ? new Fix("Use apt-get", IsSafe: true, [edit])
            : null;
}
