using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>apt</c> is made for people: its manual says that its options and output may change, and it warns when it is used
/// in a script.
/// </summary>
internal sealed class AptInScript() : Rule(
    new("DL3027", "AptInScript", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A RUN uses apt where apt-get should be.") { VisitsOnbuild = true }),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "apt")
            context.Report(command.Name.Span, "'apt' is for people and may change how it works; use apt-get or apt-cache");
    }
}
