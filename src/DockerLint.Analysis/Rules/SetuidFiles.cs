using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>Known from the image that was built: what DK5007 cannot see, since a package or an archive brings it.</summary>
internal sealed class SetuidFiles() : Rule(
    new("DK5018", "SetuidFiles", Severity.Info, Category.Security, Profiles.None, "Programs of the built image run as their owner, whoever starts them.") { IsConditional = true }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context) => BuiltSteps.Report(
        context,
        static built => built.RunsAsAnother,
        static names => $"{names} act as their owner or group, whoever starts them; take the bit away where nobody needs it (chmod a-s)");
}
